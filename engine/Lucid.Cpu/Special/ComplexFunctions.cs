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
        if (z.Imaginary == 0) return new Complex(Math.Pow(2, z.Real), z.Imaginary);
        if (!double.IsFinite(z.Real) || !double.IsFinite(z.Imaginary)) return Exp(new Complex(z.Real * LogTwo, z.Imaginary * LogTwo));
        double modulus = Math.Pow(2, z.Real), angle = z.Imaginary * LogTwo;
        return new Complex(modulus * Math.Cos(angle), modulus * Math.Sin(angle));
    }

    /// <summary>z / |z|; 0 at 0.</summary>
    public static Complex Direction(Complex z)
    {
        double modulus = Complex.Abs(z);
        return modulus == 0 ? Complex.Zero : new Complex(z.Real / modulus, z.Imaginary / modulus);
    }

    /// <summary>x to the power y; with an infinity or NaN among them e^(y ln x), by the products and exponentials of C99.</summary>
    public static Complex Pow(Complex x, Complex y)
    {
        if (Complex.IsFinite(x) && Complex.IsFinite(y)) return Complex.Pow(x, y);
        return Exp(Multiply(y, Log(x)));
    }

    private static Complex Log(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        bool infinite = double.IsInfinity(x) || double.IsInfinity(y);
        return new Complex(infinite ? Infinity : Math.Log(Complex.Abs(z)), Math.Atan2(y, x));
    }

    // C99, annex G.5.1: a product with an infinity is one, even where its parts would be NaN.
    private static Complex Multiply(Complex z, Complex w)
    {
        double a = z.Real, b = z.Imaginary, c = w.Real, d = w.Imaginary;
        double x = a * c - b * d, y = a * d + b * c;
        if (!double.IsNaN(x) || !double.IsNaN(y)) return new Complex(x, y);
        bool again = false;
        if (double.IsInfinity(a) || double.IsInfinity(b))
        {
            (a, b) = (Boxed(a), Boxed(b));
            (c, d) = (NanToZero(c), NanToZero(d));
            again = true;
        }
        if (double.IsInfinity(c) || double.IsInfinity(d))
        {
            (c, d) = (Boxed(c), Boxed(d));
            (a, b) = (NanToZero(a), NanToZero(b));
            again = true;
        }
        if (!again && (double.IsInfinity(a * c) || double.IsInfinity(b * d) || double.IsInfinity(a * d) || double.IsInfinity(b * c)))
        {
            (a, b, c, d) = (NanToZero(a), NanToZero(b), NanToZero(c), NanToZero(d));
            again = true;
        }
        return again ? new Complex(Infinity * (a * c - b * d), Infinity * (a * d + b * c)) : new Complex(x, y);
    }

    private static double Boxed(double x) => Math.CopySign(double.IsInfinity(x) ? 1 : 0, x);

    private static double NanToZero(double x) => double.IsNaN(x) ? Math.CopySign(0, x) : x;
}
