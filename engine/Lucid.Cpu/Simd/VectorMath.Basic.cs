using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Simd;

public static partial class VectorMath
{
    /// <summary>A vector of one value in any engine element type; folds to a constant when the value is one.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Constant<T>(double value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Vector.Create((float)value));
        if (typeof(T) == typeof(double)) return From<T>(Vector.Create(value));
        if (typeof(T) == typeof(int)) return Vector.As<int, T>(Vector.Create((int)value));
        if (typeof(T) == typeof(long)) return Vector.As<long, T>(Vector.Create((long)value));
        if (typeof(T) == typeof(short)) return Vector.As<short, T>(Vector.Create((short)value));
        if (typeof(T) == typeof(sbyte)) return Vector.As<sbyte, T>(Vector.Create((sbyte)value));
        if (typeof(T) == typeof(byte)) return Vector.As<byte, T>(Vector.Create((byte)value));
        throw Unsupported();
    }

    /// <summary>All bits set in lanes that are NaN.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> IsNaN<T>(Vector<T> x) where T : unmanaged => ~Vector.Equals(x, x);

    /// <summary>Larger of two lanes; NaN if either is NaN (PyTorch's maximum).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Maximum<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (!(typeof(T) == typeof(float) || typeof(T) == typeof(double))) return Vector.Max(x, y);
        return Vector.ConditionalSelect(Vector.GreaterThan(x, y) | IsNaN(x), x, y);
    }

    /// <summary>Largest lane of floats or doubles; NaN if any is.</summary>
    public static T MaximumLane<T>(Vector<T> x) where T : unmanaged
    {
        if (Vector<byte>.Count == 64) x = Maximum(x, x.AsVector512().GetUpper().ToVector512Unsafe().AsVector());
        if (Vector<byte>.Count >= 32) x = Maximum(x, x.AsVector256().GetUpper().ToVector256Unsafe().AsVector());
        Vector<T> largest = Vector.Create(x[0]);
        for (int i = 1; i < 16 / Unsafe.SizeOf<T>(); i++) largest = Maximum(largest, Vector.Create(x[i]));
        return largest[0];
    }

    /// <summary>Smaller of two lanes; NaN if either is NaN (PyTorch's minimum).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Minimum<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (!(typeof(T) == typeof(float) || typeof(T) == typeof(double))) return Vector.Min(x, y);
        return Vector.ConditionalSelect(Vector.LessThan(x, y) | IsNaN(x), x, y);
    }

    /// <summary>a * b + c, with one rounding for float and double.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> MultiplyAdd<T>(Vector<T> a, Vector<T> b, Vector<T> c) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Vector.FusedMultiplyAdd(F(a), F(b), F(c)));
        if (typeof(T) == typeof(double)) return From<T>(Vector.FusedMultiplyAdd(D(a), D(b), D(c)));
        return a * b + c;
    }

    /// <summary>Square root; NaN below 0.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Sqrt<T>(Vector<T> x) where T : unmanaged => Vector.SquareRoot(x);

    /// <summary>1 / √x.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Rsqrt<T>(Vector<T> x) where T : unmanaged =>
        typeof(T) == typeof(float) && SingleMath.IsWide ? From<T>(SingleMath.RsqrtByEstimate(F(x))) : Constant<T>(1) / Vector.SquareRoot(x);

    /// <summary>Largest integer not above x; integers are returned unchanged.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Floor<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Vector.Floor(F(x)));
        return typeof(T) == typeof(double) ? From<T>(Vector.Floor(D(x))) : x;
    }

    /// <summary>Smallest integer not below x; integers are returned unchanged.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Ceiling<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Vector.Ceiling(F(x)));
        return typeof(T) == typeof(double) ? From<T>(Vector.Ceiling(D(x))) : x;
    }

    /// <summary>Nearest integer, halves to even; integers are returned unchanged.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Round<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Vector.Round(F(x)));
        return typeof(T) == typeof(double) ? From<T>(Vector.Round(D(x))) : x;
    }

    /// <summary>Integer part, toward zero; integers are returned unchanged.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Truncate<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Vector.Truncate(F(x)));
        return typeof(T) == typeof(double) ? From<T>(Vector.Truncate(D(x))) : x;
    }

    /// <summary>x minus its integer part, with the sign of x.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Fraction<T>(Vector<T> x) where T : unmanaged => x - Truncate(x);

    /// <summary>-1, 0 or 1 as x is negative, zero or positive; 0 for NaN, as in PyTorch.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Sign<T>(Vector<T> x) where T : unmanaged
    {
        Vector<T> one = Constant<T>(1);
        Vector<T> positive = Vector.GreaterThan(x, Vector<T>.Zero) & one;
        if (typeof(T) == typeof(byte)) return positive;
        return positive | (Vector.LessThan(x, Vector<T>.Zero) & Constant<T>(-1));
    }

    /// <summary>Angle of the point (x, y) in [-π, π].</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Atan2<T>(Vector<T> y, Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Atan2(D(y), D(x)));
        if (typeof(T) != typeof(float)) throw Unsupported();
        Vector.Widen(F(y), out Vector<double> yl, out Vector<double> yh);
        Vector.Widen(F(x), out Vector<double> xl, out Vector<double> xh);
        return From<T>(Vector.Narrow(DoubleMath.Atan2(yl, xl), DoubleMath.Atan2(yh, xh)));
    }

    /// <summary>x to the power y. Integers wrap; a negative integer exponent gives 0 unless the base is 1 or -1.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Pow<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Pow(D(x), D(y)));
        if (typeof(T) != typeof(float)) return IntegerMath.Pow(x, y);
        return From<T>(SingleMath.Pow(F(x), F(y)));
    }

    /// <summary>√(x² + y²) without overflow; infinite if either is, even beside NaN.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Hypot<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Hypot(D(x), D(y)));
        if (typeof(T) != typeof(float)) throw Unsupported();
        Vector.Widen(F(x), out Vector<double> xl, out Vector<double> xh);
        Vector.Widen(F(y), out Vector<double> yl, out Vector<double> yh);
        Vector<float> r = Vector.Narrow(Vector.SquareRoot(xl * xl + yl * yl), Vector.SquareRoot(xh * xh + yh * yh));
        Vector<float> infinity = Vector.Create(float.PositiveInfinity);
        Vector<int> any = Vector.Equals(Vector.Abs(F(x)), infinity) | Vector.Equals(Vector.Abs(F(y)), infinity);
        return From<T>(Vector.ConditionalSelect(any, infinity, r));
    }

    /// <summary>ln(e^x + e^y).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> LogAddExp<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.LogAddExp(D(x), D(y)));
        if (typeof(T) != typeof(float)) throw Unsupported();
        Vector.Widen(F(x), out Vector<double> xl, out Vector<double> xh);
        Vector.Widen(F(y), out Vector<double> yl, out Vector<double> yh);
        return From<T>(Vector.Narrow(DoubleMath.LogAddExp(xl, yl), DoubleMath.LogAddExp(xh, yh)));
    }

    /// <summary>Quotient rounded toward minus infinity (PyTorch's floor_divide). Integers: 0 where y is 0.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> FloorDivide<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (!(typeof(T) == typeof(float) || typeof(T) == typeof(double))) return IntegerMath.FloorDivide(x, y);
        // As Python: the remainder decides, not the rounded quotient.
        Vector<T> m = Fmod(x, y), q = (x - m) / y;
        Vector<T> adjust = ~Vector.Equals(m, Vector<T>.Zero) & Vector.LessThan(m, Vector<T>.Zero)
            ^ (Vector.LessThan(y, Vector<T>.Zero) & ~Vector.Equals(m, Vector<T>.Zero));
        q -= adjust & Constant<T>(1);
        Vector<T> f = Floor(q);
        f += Vector.GreaterThan(q - f, Constant<T>(0.5)) & Constant<T>(1);
        Vector<T> quotient = x / y;
        f = Vector.ConditionalSelect(Vector.Equals(q, Vector<T>.Zero), CopySign(Vector<T>.Zero, quotient), f);
        return Vector.ConditionalSelect(Vector.Equals(y, Vector<T>.Zero), quotient, f);
    }

    /// <summary>Remainder with the sign of the divisor (PyTorch's remainder). Integers: 0 where y is 0.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Remainder<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (!(typeof(T) == typeof(float) || typeof(T) == typeof(double))) return IntegerMath.Remainder(x, y);
        Vector<T> m = Fmod(x, y);
        Vector<T> differ = Vector.LessThan(m, Vector<T>.Zero) ^ Vector.LessThan(y, Vector<T>.Zero);
        return m + (differ & ~Vector.Equals(m, Vector<T>.Zero) & y);
    }

    /// <summary>Remainder with the sign of the dividend (C's fmod), exact. Integers: 0 where y is 0.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> Fmod<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.Fmod(D(x), D(y)));
        if (typeof(T) != typeof(float)) return IntegerMath.Fmod(x, y);
        return From<T>(DoubleMath.FmodSingle(F(x), F(y)));
    }

    /// <summary>Magnitude of x with the sign of y.</summary>
    [MethodImpl(Inline)]
    public static Vector<T> CopySign<T>(Vector<T> x, Vector<T> y) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return From<T>(Vector.CopySign(F(x), F(y)));
        if (typeof(T) == typeof(double)) return From<T>(Vector.CopySign(D(x), D(y)));
        throw Unsupported();
    }

    /// <summary>GELU with the tanh approximation: x σ(2√(2/π)(x + 0.044715 x³)).</summary>
    [MethodImpl(Inline)]
    public static Vector<T> GeluTanh<T>(Vector<T> x) where T : unmanaged
    {
        if (typeof(T) == typeof(double)) return From<T>(DoubleMath.GeluTanh(D(x)));
        if (typeof(T) == typeof(float)) return From<T>(SingleMath.GeluTanh(F(x)));
        throw Unsupported();
    }

    /// <summary>Asks for a cache line that is needed soon; any address will do, and where the processor has no such hint nothing happens.</summary>
    [MethodImpl(Inline)]
    public static unsafe void Prefetch(void* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }
}
