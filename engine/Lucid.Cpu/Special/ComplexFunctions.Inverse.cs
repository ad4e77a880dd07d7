using System;
using System.Numerics;

namespace Lucid.Cpu.Special;

/// <summary>Inverse trigonometric and hyperbolic functions, with the special values of C99, annex G.6.</summary>
public static partial class ComplexFunctions
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>Inverse cosine; real parts from 0 to π.</summary>
    public static Complex Acos(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (double.IsFinite(x) && double.IsFinite(y))
        {
            Complex angle = Complex.Acos(z);
            return new Complex(angle.Real, Math.CopySign(angle.Imaginary, -y));
        }
        if (double.IsInfinity(y))
            return new Complex(double.IsNaN(x) ? x : double.IsFinite(x) ? Math.PI / 2 : x > 0 ? Math.PI / 4 : 0.75 * Math.PI, -y);
        if (double.IsInfinity(x)) return new Complex(double.IsNaN(y) ? y : x > 0 ? 0 : Math.PI, double.IsNaN(y) ? Infinity : Math.CopySign(Infinity, -y));
        return new Complex(x == 0 ? Math.PI / 2 : double.NaN, double.NaN);
    }

    /// <summary>Inverse hyperbolic cosine: acosh z = ±i acos z, with a real part that is not negative.</summary>
    public static Complex Acosh(Complex z)
    {
        Complex angle = Acos(z);
        if (double.IsNaN(angle.Real) && double.IsNaN(angle.Imaginary)) return angle;
        return new Complex(Math.Abs(angle.Imaginary), Math.CopySign(angle.Real, z.Imaginary));
    }

    /// <summary>Inverse hyperbolic sine.</summary>
    public static Complex Asinh(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (double.IsFinite(x) && double.IsFinite(y))
        {
            // asinh z = i asin(-i z)
            Complex angle = Complex.Asin(new Complex(y, -x));
            return new Complex(Math.CopySign(angle.Imaginary, x), Math.CopySign(angle.Real, y));
        }
        if (double.IsInfinity(x))
            return new Complex(x, double.IsNaN(y) ? y : Math.CopySign(double.IsInfinity(y) ? Math.PI / 4 : 0, y));
        if (double.IsInfinity(y))
            return new Complex(double.IsNaN(x) ? Infinity : Math.CopySign(Infinity, x), double.IsNaN(x) ? x : Math.CopySign(Math.PI / 2, y));
        return new Complex(double.NaN, double.IsNaN(x) && y == 0 ? y : double.NaN);
    }

    /// <summary>Inverse hyperbolic tangent: half of ln((1 + z) / (1 - z)), by real and imaginary part.</summary>
    public static Complex Atanh(Complex z)
    {
        double x = z.Real, y = z.Imaginary;
        if (double.IsInfinity(y)) return new Complex(Math.CopySign(0, x), Math.CopySign(Math.PI / 2, y));
        if (double.IsInfinity(x)) return new Complex(Math.CopySign(0, x), double.IsNaN(y) ? y : Math.CopySign(Math.PI / 2, y));
        if (double.IsNaN(x) || double.IsNaN(y)) return new Complex(x == 0 ? x : double.NaN, double.NaN);
        double rest = 1 - x;
        double real = 0.25 * ElementaryFunctions.Log1p(4 * x / (rest * rest + y * y));
        return new Complex(real, 0.5 * Math.Atan2(2 * y, rest * (1 + x) - y * y));
    }

    /// <summary>Inverse sine: -i asinh(i z).</summary>
    public static Complex Asin(Complex z) => TurnBack(Asinh(Turn(z)));

    /// <summary>Inverse tangent: -i atanh(i z).</summary>
    public static Complex Atan(Complex z) => TurnBack(Atanh(Turn(z)));
}
