using System;
using System.Numerics;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Special;

/// <summary>
/// The incomplete gamma functions: series of positive terms (DLMF 8.11.4) below the shape, Legendre's continued fraction
/// (DLMF 8.9.2) above; and how gamma and beta random numbers move with their shapes (Figurnov, Mohamed and Mnih,
/// "Implicit reparameterization gradients", 2018).
/// </summary>
public static class GammaFunctions
{
    private const double Precision = 1e-16;
    private const int MostTerms = 1_000_000;

    /// <summary>P(a, x), the regularized lower incomplete gamma function.</summary>
    public static double LowerIncomplete(double a, double x, int _ = 0) => Incomplete(a, x, true);

    /// <summary>Q(a, x), the regularized upper incomplete gamma function.</summary>
    public static double UpperIncomplete(double a, double x, int _ = 0) => Incomplete(a, x, false);

    private static double Incomplete(double a, double x, bool lower)
    {
        if (!(a >= 0 && x >= 0)) return double.NaN;
        double share;
        if (a == 0) share = x > 0 ? 1 : double.NaN;
        else if (x == 0) share = 0;
        else if (double.IsInfinity(a)) share = double.IsInfinity(x) ? double.NaN : 0;
        else if (double.IsInfinity(x)) share = 1;
        else if (x < a + 1)
        {
            Series(a, x, out double sum, out _);
            share = Math.Min(1, Power(a, x) * sum);
        }
        else
        {
            Fraction(a, x, out double fraction, out _);
            double rest = Power(a, x) * a * fraction;
            return lower ? 1 - rest : rest;
        }
        return lower ? share : 1 - share;
    }

    /// <summary>dx/da of a gamma random number x of shape a: minus the derivative of P(a, x) by a over the density.</summary>
    public static double SampleSlope(double a, double x, int _ = 0)
    {
        if (!(x > 0) || !(a > 0)) return x == 0 ? 0 : double.NaN;
        double logarithm = Math.Log(x);
        if (x < a + 1)
        {
            Series(a, x, out double sum, out double slope);
            return -x / a * (sum * (logarithm - Digamma(a + 1)) + slope);
        }
        Fraction(a, x, out double fraction, out double fractionSlope);
        return x * (fraction * (logarithm - Digamma(a)) + fractionSlope);
    }

    /// <summary>dx/da / (1 - x) of a beta random number x of shapes a and total - a, where the second shape stays.</summary>
    public static double BetaSampleSlope(double x, double a, double total)
    {
        double b = total - a;
        if (!(a > 0 && b > 0)) return double.NaN;
        if (!(x > 0)) return x == 0 ? 0 : double.NaN;
        bool left = x <= a / total;
        // The share on the shorter side is a power times Σ (a + b)_n / (shape + 1)_n power^n, all terms positive.
        double at = left ? x : 1 - x, shape = left ? a : b, term = 1, sum = 1, slope = 0, logarithm = 0;
        for (int n = 0; n < MostTerms && term > Precision * sum; n++)
        {
            term *= (total + n) / (shape + 1 + n) * at;
            logarithm += left ? 1 / (total + n) - 1 / (shape + 1 + n) : 1 / (total + n);
            sum += term;
            slope += term * logarithm;
        }
        double factor = Math.Log(x) - Digamma(left ? a + 1 : a) + Digamma(total);
        return (left ? -x : x) / shape * (sum * factor + slope);
    }

    // x^a e^-x / Γ(a + 1), without the loss of large exponents.
    private static double Power(double a, double x)
    {
        if (a < 20) return Math.Exp(a * Math.Log(x) - x - VectorMath.LogGamma(new Vector<double>(a + 1))[0]);
        double distance = (x - a) / a, square = 1 / (a * a);
        double tail = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / a;
        return Math.Exp(a * (ElementaryFunctions.Log1p(distance) - distance) - tail) / Math.Sqrt(2 * Math.PI * a);
    }

    // Σ x^n / (a + 1)_n and its derivative by a.
    private static void Series(double a, double x, out double sum, out double slope)
    {
        double term = 1, logarithm = 0;
        sum = 1;
        slope = 0;
        for (int n = 1; n < MostTerms && term > Precision * sum; n++)
        {
            term *= x / (a + n);
            logarithm -= 1 / (a + n);
            sum += term;
            slope += term * logarithm;
        }
    }

    // 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)) and its derivative by a, by Lentz's method.
    private static void Fraction(double a, double x, out double value, out double slope)
    {
        double b = x + 1 - a, c = 1e300, cSlope = 0, d = 1 / b, dSlope = d * d;
        value = d;
        slope = dSlope;
        for (int i = 1; i < MostTerms; i++)
        {
            double numerator = -i * (i - a);
            b += 2;
            dSlope = i * d + numerator * dSlope - 1;
            d = 1 / (numerator * d + b);
            dSlope *= -d * d;
            cSlope = -1 + i / c - numerator * cSlope / (c * c);
            c = b + numerator / c;
            double factor = d * c, factorSlope = dSlope * c + d * cSlope;
            slope = slope * factor + value * factorSlope;
            value *= factor;
            if (Math.Abs(factor - 1) <= 3 * Precision && Math.Abs(value * factorSlope) <= 3 * Precision * Math.Abs(slope)) return;
        }
    }

    private static double Digamma(double x) => VectorMath.Digamma(new Vector<double>(x))[0];
}
