using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.NN;

/// <summary>max(0, x); NaN stays NaN.</summary>
public readonly struct Relu : IUnaryOperator
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged => Vector.AndNot(x, Vector.LessThanOrEqual(x, Vector<T>.Zero));
}

/// <summary>g where the output (or input) y is above 0, else 0.</summary>
public readonly struct ReluBackward : IBinaryOperator
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Invoke<T>(Vector<T> g, Vector<T> y) where T : unmanaged => Vector.AndNot(g, Vector.LessThanOrEqual(y, Vector<T>.Zero));
}

/// <summary>g (Φ(x) + x φ(x)): gradient of GELU in its erf form.</summary>
public readonly struct GeluBackward : IBinaryOperator
{
    /// <inheritdoc/>
    public static int Cost => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Invoke<T>(Vector<T> g, Vector<T> x) where T : unmanaged
    {
        Vector<T> half = VectorMath.Constant<T>(0.5);
        Vector<T> cdf = VectorMath.MultiplyAdd(half, VectorMath.Erf(x * VectorMath.Constant<T>(0.7071067811865476)), half);
        // Beyond 40 the density is 0, while x times 0 would be NaN at infinity.
        Vector<T> c = Vector.Min(Vector.Max(x, VectorMath.Constant<T>(-40)), VectorMath.Constant<T>(40));
        Vector<T> density = VectorMath.Exp(c * c * VectorMath.Constant<T>(-0.5)) * VectorMath.Constant<T>(0.3989422804014327);
        return g * VectorMath.MultiplyAdd(c, density, cdf);
    }
}

/// <summary>Gradient of GELU in its tanh form.</summary>
public readonly struct GeluTanhBackward : IBinaryOperator
{
    /// <inheritdoc/>
    public static int Cost => 8;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Invoke<T>(Vector<T> g, Vector<T> x) where T : unmanaged
    {
        Vector<T> c = Vector.Min(Vector.Max(x, VectorMath.Constant<T>(-40)), VectorMath.Constant<T>(40)), square = c * c;
        // x σ(2u), u = √(2/π) (x + 0.044715 x³)
        Vector<T> u = VectorMath.Constant<T>(2 * 0.7978845608028654) * VectorMath.MultiplyAdd(VectorMath.Constant<T>(0.044715) * square, c, c);
        Vector<T> s = VectorMath.Sigmoid(u), one = VectorMath.Constant<T>(1);
        Vector<T> slope = VectorMath.Constant<T>(2 * 0.7978845608028654) * VectorMath.MultiplyAdd(VectorMath.Constant<T>(3 * 0.044715), square, one);
        return g * VectorMath.MultiplyAdd(c * slope, s * (one - s), s);
    }
}

/// <summary>g σ(x) (1 + x (1 - σ(x))): gradient of SiLU.</summary>
public readonly struct SiluBackward : IBinaryOperator
{
    /// <inheritdoc/>
    public static int Cost => 5;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Invoke<T>(Vector<T> g, Vector<T> x) where T : unmanaged
    {
        Vector<T> s = VectorMath.Sigmoid(x), one = VectorMath.Constant<T>(1);
        return g * s * VectorMath.MultiplyAdd(x, one - s, one);
    }
}
