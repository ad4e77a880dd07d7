using System;
using System.Numerics;

namespace Lucid.Cpu.Special;

/// <summary>Functions of a complex number that <see cref="Complex"/> lacks, free of cancellation near their zeros.</summary>
public static class ComplexFunctions
{
    private const double LogTwo = 0.693147180559945309417;

    /// <summary>e^z - 1.</summary>
    public static Complex Expm1(Complex z)
    {
        if (z.Imaginary == 0) return new Complex(ElementaryFunctions.Expm1(z.Real), z.Imaginary);
        double half = Math.Sin(z.Imaginary / 2);
        return new Complex(ElementaryFunctions.Expm1(z.Real) * Math.Cos(z.Imaginary) - 2 * half * half, Math.Exp(z.Real) * Math.Sin(z.Imaginary));
    }

    /// <summary>ln(1 + z).</summary>
    public static Complex Log1p(Complex z)
    {
        double x = z.Real, y = z.Imaginary, angle = Math.Atan2(y, 1 + x);
        if (Math.Abs(x) > 0.5 || Math.Abs(y) > 0.5) return new Complex(Math.Log(Complex.Abs(new Complex(1 + x, y))), angle);
        return new Complex(0.5 * ElementaryFunctions.Log1p(x * (2 + x) + y * y), angle);
    }

    /// <summary>log₂ z.</summary>
    public static Complex Log2(Complex z)
    {
        Complex logarithm = Complex.Log(z);
        return new Complex(logarithm.Real / LogTwo, logarithm.Imaginary / LogTwo);
    }

    /// <summary>2^z.</summary>
    public static Complex Exp2(Complex z)
    {
        double modulus = Math.Pow(2, z.Real), angle = z.Imaginary * LogTwo;
        return z.Imaginary == 0 ? new Complex(modulus, z.Imaginary) : new Complex(modulus * Math.Cos(angle), modulus * Math.Sin(angle));
    }

    /// <summary>Inverse hyperbolic sine: asinh z = i asin(-i z).</summary>
    public static Complex Asinh(Complex z)
    {
        Complex angle = Complex.Asin(new Complex(z.Imaginary, -z.Real));
        return new Complex(Math.CopySign(angle.Imaginary, z.Real), Math.CopySign(angle.Real, z.Imaginary));
    }

    /// <summary>Inverse hyperbolic cosine: acosh z = ±i acos z, with a real part that is not negative.</summary>
    public static Complex Acosh(Complex z)
    {
        Complex angle = Complex.Acos(z);
        return new Complex(Math.Abs(angle.Imaginary), Math.CopySign(angle.Real, z.Imaginary));
    }

    /// <summary>Inverse hyperbolic tangent: half of ln((1 + z) / (1 - z)), by real and imaginary part.</summary>
    public static Complex Atanh(Complex z)
    {
        double x = z.Real, y = z.Imaginary, rest = 1 - x;
        double real = 0.25 * ElementaryFunctions.Log1p(4 * x / (rest * rest + y * y));
        return new Complex(real, 0.5 * Math.Atan2(2 * y, rest * (1 + x) - y * y));
    }

    /// <summary>z / |z|; 0 at 0.</summary>
    public static Complex Direction(Complex z)
    {
        double modulus = Complex.Abs(z);
        return modulus == 0 ? Complex.Zero : new Complex(z.Real / modulus, z.Imaginary / modulus);
    }
}
