using System;

namespace Lucid.Cpu.Special;

/// <summary>Rare functions of one or two real numbers, in double precision; loops call them through function pointers.</summary>
public static class ElementaryFunctions
{
    private const double LogTwo = 0.693147180559945309417;

    /// <summary>sin(πx) / (πx), 1 at 0.</summary>
    public static double Sinc(double x)
    {
        if (x == 0) return 1;
        if (double.IsInfinity(x)) return double.NaN;
        return double.SinPi(x) / (Math.PI * x);
    }

    /// <summary>e^x - 1 without cancellation near 0 (Kahan's correction of the rounded exponential).</summary>
    public static double Expm1(double x)
    {
        double power = Math.Exp(x);
        if (power == 1) return x;
        double difference = power - 1;
        if (difference == -1 || double.IsInfinity(power)) return difference;
        return difference * (x / Math.Log(power));
    }

    /// <summary>ln(1 + x) without cancellation near 0 (Kahan's correction of the rounded sum).</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        if (sum == 1 || double.IsPositiveInfinity(x)) return x;
        return Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>x ln y; 0 where x is 0 unless y is NaN.</summary>
    public static double Xlogy(double x, double y, int _ = 0)
    {
        if (double.IsNaN(y)) return double.NaN;
        return x == 0 ? 0 : x * Math.Log(y);
    }

    /// <summary>x ln(1 + y); 0 where x is 0 unless y is NaN.</summary>
    public static double Xlog1py(double x, double y, int _ = 0)
    {
        if (double.IsNaN(y)) return double.NaN;
        return x == 0 ? 0 : x * Log1p(y);
    }

    /// <summary>-x ln x; 0 at 0, minus infinity below.</summary>
    public static double Entropy(double x)
    {
        if (double.IsNaN(x)) return x;
        return x > 0 ? -x * Math.Log(x) : x == 0 ? 0 : double.NegativeInfinity;
    }

    /// <summary>log₂(2^x + 2^y) without overflow.</summary>
    public static double LogAddExp2(double x, double y, int _ = 0)
    {
        if (double.IsInfinity(x) && x == y) return x;
        double larger = Math.Max(x, y);
        return larger + Log1p(Math.Pow(2, -Math.Abs(x - y))) / LogTwo;
    }

    /// <summary>The magnitude of x with the sign of y.</summary>
    public static double CopySign(double x, double y, int _ = 0) => Math.CopySign(x, y);

    /// <summary>m of x = m 2^e with 0.5 ≤ |m| &lt; 1; zero, infinities and NaN are their own.</summary>
    public static double Mantissa(double x) => x == 0 || !double.IsFinite(x) ? x : Math.ScaleB(x, -Exponent(x));

    /// <summary>e of x = m 2^e with 0.5 ≤ |m| &lt; 1; 0 for zero, infinities and NaN.</summary>
    public static double BinaryExponent(double x) => x == 0 || !double.IsFinite(x) ? 0 : Exponent(x);

    private static int Exponent(double x) => Math.ILogB(x) + 1;
}
