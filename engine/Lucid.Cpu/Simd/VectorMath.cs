using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Simd;

/// <summary>
/// Mathematics on vectors of any width. T is float or double (Half and BFloat16 arrive here as float); the branch on the
/// type folds away. Special values follow C99 annex F; accuracy is stated in docs and held by tests.
/// </summary>
/// <remarks>Every function throws <see cref="NotSupportedException"/> for another element type.</remarks>
public static partial class VectorMath
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    [MethodImpl(Inline)] private static Vector<float> F<T>(Vector<T> x) => Vector.As<T, float>(x);
    [MethodImpl(Inline)] private static Vector<double> D<T>(Vector<T> x) => Vector.As<T, double>(x);
    [MethodImpl(Inline)] private static Vector<T> From<T>(Vector<float> x) => Vector.As<float, T>(x);
    [MethodImpl(Inline)] private static Vector<T> From<T>(Vector<double> x) => Vector.As<double, T>(x);

    private static NotSupportedException Unsupported() => new("the function takes float and double elements only");

    /// <summary>e^x.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Exp<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Exp(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Exp(D(x)));
        throw Unsupported();
    }

    /// <summary>e^x for x that is 88 at most, as differences from the largest of some numbers are.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> ExpNotLarge<T>(Vector<T> x) where T : unmanaged =>
        typeof(T) == typeof(float) ? From<T>(SingleMath.ExpNotLarge(F(x))) : Exp(x);

    /// <summary>2^x.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Exp2<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Exp2Widened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Exp2(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> Exp2Widened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Exp2(low), DoubleMath.Exp2(high));
    }

    /// <summary>e^x - 1 without cancellation near 0.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Expm1<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Expm1(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Expm1(D(x)));
        throw Unsupported();
    }

    /// <summary>Natural logarithm; NaN below 0, -infinity at 0.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Log<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Log(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Log(D(x)));
        throw Unsupported();
    }

    /// <summary>ln(1 + x) without cancellation near 0.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Log1p<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Log1p(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Log1p(D(x)));
        throw Unsupported();
    }

    /// <summary>Logarithm to base 2.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Log2<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Log2Widened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Log2(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> Log2Widened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Log2(low), DoubleMath.Log2(high));
    }

    /// <summary>Logarithm to base 10.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Log10<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Log10Widened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Log10(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> Log10Widened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Log10(low), DoubleMath.Log10(high));
    }

    /// <summary>Sine of radians.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Sin<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.SinCos(F(x), 0));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.SinCos(D(x), 0));
        throw Unsupported();
    }

    /// <summary>Cosine of radians.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Cos<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.SinCos(F(x), 1));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.SinCos(D(x), 1));
        throw Unsupported();
    }

    /// <summary>Tangent of radians.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Tan<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Tan(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Tan(D(x)));
        throw Unsupported();
    }

    /// <summary>Arcsine in [-π/2, π/2].</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Asin<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(AsinWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Asin(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> AsinWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Asin(low), DoubleMath.Asin(high));
    }

    /// <summary>Arccosine in [0, π].</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Acos<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(AcosWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Acos(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> AcosWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Acos(low), DoubleMath.Acos(high));
    }

    /// <summary>Arctangent in [-π/2, π/2].</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Atan<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(AtanWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Atan(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> AtanWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Atan(low), DoubleMath.Atan(high));
    }

    /// <summary>Hyperbolic sine.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Sinh<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SinhWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Sinh(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> SinhWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Sinh(low), DoubleMath.Sinh(high));
    }

    /// <summary>Hyperbolic cosine.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Cosh<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(CoshWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Cosh(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> CoshWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Cosh(low), DoubleMath.Cosh(high));
    }

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Tanh<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Tanh(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Tanh(D(x)));
        throw Unsupported();
    }

    /// <summary>Inverse hyperbolic sine.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Asinh<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(AsinhWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Asinh(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> AsinhWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Asinh(low), DoubleMath.Asinh(high));
    }

    /// <summary>Inverse hyperbolic cosine; NaN below 1.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Acosh<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(AcoshWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Acosh(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> AcoshWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Acosh(low), DoubleMath.Acosh(high));
    }

    /// <summary>Inverse hyperbolic tangent; NaN outside [-1, 1].</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Atanh<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(AtanhWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Atanh(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> AtanhWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Atanh(low), DoubleMath.Atanh(high));
    }

    /// <summary>Cube root.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Cbrt<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(CbrtWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Cbrt(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> CbrtWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Cbrt(low), DoubleMath.Cbrt(high));
    }
}
