using System;
using System.Numerics;

namespace Lucid.Cpu.Special;

/// <summary>Functions of a complex number that <see cref="Complex"/> lacks, free of cancellation near their zeros.</summary>
public static partial class ComplexFunctions
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

    /// <summary>z / |z|; 0 at 0.</summary>
    public static Complex Direction(Complex z)
    {
        double modulus = Complex.Abs(z);
        return modulus == 0 ? Complex.Zero : new Complex(z.Real / modulus, z.Imaginary / modulus);
    }
}
