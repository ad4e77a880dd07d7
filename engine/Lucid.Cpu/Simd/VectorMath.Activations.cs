using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Simd;

/// <summary>Activation functions and the special functions next to them.</summary>
public static partial class VectorMath
{
    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Sigmoid<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Sigmoid(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Sigmoid(D(x)));
        throw Unsupported();
    }

    /// <summary>x / (1 + e^-x).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Silu<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Silu(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Silu(D(x)));
        throw Unsupported();
    }

    /// <summary>x Φ(x), Φ the normal distribution function.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Gelu<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Gelu(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Gelu(D(x)));
        throw Unsupported();
    }

    /// <summary>ln(1 + e^x).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Softplus<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Softplus(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Softplus(D(x)));
        throw Unsupported();
    }

    /// <summary>x tanh(ln(1 + e^x)).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Mish<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Mish(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Mish(D(x)));
        throw Unsupported();
    }

    /// <summary>Error function.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Erf<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.Erf(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Erf(D(x)));
        throw Unsupported();
    }

    /// <summary>1 - erf x without cancellation.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Erfc<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(ErfcWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Erfc(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> ErfcWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Erfc(low), DoubleMath.Erfc(high));
    }

    /// <summary>Inverse error function; infinite at ±1, NaN beyond.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Erfinv<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(ErfinvWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Erfinv(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> ErfinvWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Erfinv(low), DoubleMath.Erfinv(high));
    }

    /// <summary>ln |Γ(x)|.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> LogGamma<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.LogGamma(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.LogGamma(D(x)));
        throw Unsupported();
    }

    /// <summary>Logarithmic derivative of Γ.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Digamma<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(DigammaWidened(F(x)));
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Digamma(D(x)));
        throw Unsupported();
    }

    [MethodImpl(Inline)]
    private static Vector<float> DigammaWidened(Vector<float> x)
    {
        Vector.Widen(x, out Vector<double> low, out Vector<double> high);
        return Vector.Narrow(DoubleMath.Digamma(low), DoubleMath.Digamma(high));
    }
}
