using System;
using System.Numerics;

namespace Lucid.Cpu.Special;

/// <summary>The exponential and its relatives, with the special values of C99, annex G.6.</summary>
public static partial class ComplexFunctions
{
    // Above, the square of the exponential's half keeps products finite that the exponential alone would not.
    private const double LargeExponent = 700;

    /// <summary>e^z.</summary>
    public static Complex Exp(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (y == 0) return new Complex(Math.Exp(x), y);
        if (!double.IsFinite(y))
        {
            if (double.IsNegativeInfinity(x)) return Complex.Zero;
            return new Complex(double.IsPositiveInfinity(x) ? x : double.NaN, double.NaN);
        }
        (double sine, double cosine) = Math.SinCos(y);
        if (x > LargeExponent && double.IsFinite(x))
        {
            double half = Math.Exp(x / 2);
            return new Complex(half * cosine * half, half * sine * half);
        }
        double modulus = Math.Exp(x);
        return new Complex(modulus * cosine, modulus * sine);
    }

    /// <summary>Hyperbolic cosine.</summary>
    public static Complex Cosh(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (y == 0) return new Complex(Math.Cosh(x), double.IsNaN(x) ? y : Math.CopySign(0, x) * y);
        if (!double.IsFinite(y))
        {
            if (x == 0) return new Complex(double.NaN, x);
            return new Complex(double.IsInfinity(x) ? double.PositiveInfinity : double.NaN, double.NaN);
        }
        (double sine, double cosine) = Math.SinCos(y);
        if (x == 0) return new Complex(cosine, x * sine);
        if (Math.Abs(x) > LargeExponent && double.IsFinite(x))
        {
            double half = Math.Exp(Math.Abs(x) / 2);
            return new Complex(half * cosine / 2 * half, Math.CopySign(half, x) * sine / 2 * half);
        }
        return new Complex(Math.Cosh(x) * cosine, Math.Sinh(x) * sine);
    }

    /// <summary>Hyperbolic sine.</summary>
    public static Complex Sinh(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (y == 0) return new Complex(Math.Sinh(x), y);
        if (!double.IsFinite(y))
        {
            if (x == 0) return new Complex(x, double.NaN);
            return new Complex(double.IsInfinity(x) ? x : double.NaN, double.NaN);
        }
        (double sine, double cosine) = Math.SinCos(y);
        if (x == 0) return new Complex(x * cosine, sine);
        if (Math.Abs(x) > LargeExponent && double.IsFinite(x))
        {
            double half = Math.Exp(Math.Abs(x) / 2);
            return new Complex(Math.CopySign(half, x) * cosine / 2 * half, half * sine / 2 * half);
        }
        return new Complex(Math.Sinh(x) * cosine, Math.Cosh(x) * sine);
    }

    /// <summary>Hyperbolic tangent (Kahan, "Branch cuts for complex elementary functions", 1987).</summary>
    public static Complex Tanh(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (double.IsNaN(x)) return new Complex(x, y == 0 ? y : double.NaN);
        if (double.IsInfinity(x)) return new Complex(Math.CopySign(1, x), Math.CopySign(0, double.IsFinite(y) ? Math.Sin(2 * y) : 1));
        if (!double.IsFinite(y)) return new Complex(x == 0 ? x : double.NaN, double.NaN);
        if (y == 0) return new Complex(Math.Tanh(x), y);
        if (Math.Abs(x) > 22)
        {
            double decay = Math.Exp(-Math.Abs(x));
            return new Complex(Math.CopySign(1, x), 4 * Math.Sin(y) * Math.Cos(y) * decay * decay);
        }
        double tangent = Math.Tan(y), beta = 1 + tangent * tangent, sinh = Math.Sinh(x), rho = Math.Sqrt(1 + sinh * sinh);
        if (double.IsInfinity(tangent)) return new Complex(rho / sinh, 1 / tangent);
        double denominator = 1 + beta * sinh * sinh;
        return new Complex(beta * rho * sinh / denominator, tangent / denominator);
    }

    /// <summary>Cosine: cosh(i z).</summary>
    public static Complex Cos(Complex z) => Cosh(Turn(z));

    /// <summary>Sine: -i sinh(i z).</summary>
    public static Complex Sin(Complex z) => TurnBack(Sinh(Turn(z)));

    /// <summary>Tangent: -i tanh(i z).</summary>
    public static Complex Tan(Complex z) => TurnBack(Tanh(Turn(z)));

    /// <summary>1 / (1 + e^-z).</summary>
    public static Complex Sigmoid(Complex z) => 1 / (1 + Exp(-z));

    /// <summary>Square root with a real part that is not negative; the cut lies on the negative real axis.</summary>
    public static Complex Sqrt(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (double.IsInfinity(y)) return new Complex(double.PositiveInfinity, y);
        if (double.IsNaN(x)) return new Complex(x, x);
        if (double.IsPositiveInfinity(x)) return new Complex(x, double.IsNaN(y) ? y : Math.CopySign(0, y));
        if (double.IsNegativeInfinity(x)) return new Complex(double.IsNaN(y) ? y : 0, Math.CopySign(double.PositiveInfinity, y));
        if (x == 0 && y == 0) return new Complex(0, y);
        Complex root = Complex.Sqrt(z);
        return new Complex(root.Real, Math.CopySign(root.Imaginary, y));
    }

    private static Complex Turn(Complex z) => new(-z.Imaginary, z.Real);

    private static Complex TurnBack(Complex z) => new(z.Imaginary, -z.Real);
}
