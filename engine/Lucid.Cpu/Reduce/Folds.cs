using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Reduce;

internal readonly struct SumFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.Zero;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => x;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
}

internal readonly struct SumOfSquaresFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.Zero;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => x * x;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
}

internal readonly struct SumOfMagnitudesFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.Zero;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => Vector.Abs(x);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
}

/// <summary>|x|^p; zero stays zero, so padding adds nothing for p above 0.</summary>
internal readonly struct SumOfPowersFold(double p) : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.Zero;
    // A call: powers are long, and the loops of a reduction hold them a dozen times.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Vector<T> Map<T>(Vector<T> x) where T : unmanaged =>
        VectorMath.Pow(Vector.Abs(x), VectorMath.Constant<T>(p));
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
}

internal readonly struct CountNonZeroFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.Zero;
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Map<T>(Vector<T> x) where T : unmanaged =>
        ~Vector.Equals(x, Vector<T>.Zero) & VectorMath.Constant<T>(1);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
}

internal readonly struct ProductFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => VectorMath.Constant<T>(1);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => x;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x * y;
}

internal readonly struct MaximumFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Extremes.Lowest<T>();
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => x;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Maximum(x, y);
}

internal readonly struct MinimumFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Extremes.Highest<T>();
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => x;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Minimum(x, y);
}

internal readonly struct LargestMagnitudeFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.Zero;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => Vector.Abs(x);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Maximum(x, y);
}

internal readonly struct SmallestMagnitudeFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Extremes.Highest<T>();
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => Vector.Abs(x);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => VectorMath.Minimum(x, y);
}

/// <summary>Bitwise or of bytes 0/1 made from any element: "any".</summary>
internal readonly struct AnyFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.Zero;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => ~Vector.Equals(x, Vector<T>.Zero);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x | y;
}

/// <summary>All bits set while every element is not zero: "all".</summary>
internal readonly struct AllFold : IFold
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Identity<T>() where T : unmanaged => Vector<T>.AllBitsSet;
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Map<T>(Vector<T> x) where T : unmanaged => ~Vector.Equals(x, Vector<T>.Zero);
    [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<T> Combine<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x & y;
}

/// <summary>Neutral elements of minimum and maximum.</summary>
internal static class Extremes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Lowest<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return VectorMath.Constant<T>(double.NegativeInfinity);
        if (typeof(T) == typeof(double)) return VectorMath.Constant<T>(double.NegativeInfinity);
        if (typeof(T) == typeof(byte)) return Vector<T>.Zero;
        if (typeof(T) == typeof(sbyte)) return VectorMath.Constant<T>(sbyte.MinValue);
        if (typeof(T) == typeof(short)) return VectorMath.Constant<T>(short.MinValue);
        if (typeof(T) == typeof(int)) return VectorMath.Constant<T>(int.MinValue);
        return Vector.As<long, T>(Vector.Create(long.MinValue));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<T> Highest<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return VectorMath.Constant<T>(double.PositiveInfinity);
        if (typeof(T) == typeof(double)) return VectorMath.Constant<T>(double.PositiveInfinity);
        if (typeof(T) == typeof(byte)) return Vector<T>.AllBitsSet;
        return ~Lowest<T>();
    }
}
