using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Gpu.Drivers.Host.Execution;

internal interface IUnaryLane<T>
{
    static abstract Vector<T> Run(Vector<T> a);
}

internal interface IBinaryLane<T>
{
    static abstract Vector<T> Run(Vector<T> a, Vector<T> b);
}

/// <summary>Loops over the 32 lanes of a register, as wide as the machine's vectors.</summary>
internal static unsafe class Lane
{
    public const int Count = 32;
    public const int Bytes = 128;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unary<TOp, T>(byte* d, byte* a) where TOp : struct, IUnaryLane<T> where T : unmanaged
    {
        T* to = (T*)d, x = (T*)a;
        for (int i = 0; i < Count; i += Vector<T>.Count) TOp.Run(Vector.Load(x + i)).Store(to + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Binary<TOp, T>(byte* d, byte* a, byte* b) where TOp : struct, IBinaryLane<T> where T : unmanaged
    {
        T* to = (T*)d, x = (T*)a, y = (T*)b;
        for (int i = 0; i < Count; i += Vector<T>.Count) TOp.Run(Vector.Load(x + i), Vector.Load(y + i)).Store(to + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fma(byte* d, byte* a, byte* b, byte* c)
    {
        float* to = (float*)d, x = (float*)a, y = (float*)b, z = (float*)c;
        for (int i = 0; i < Count; i += Vector<float>.Count) Vector.FusedMultiplyAdd(Vector.Load(x + i), Vector.Load(y + i), Vector.Load(z + i)).Store(to + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(byte* d, byte* condition, byte* a, byte* b)
    {
        int* to = (int*)d, c = (int*)condition, x = (int*)a, y = (int*)b;
        for (int i = 0; i < Count; i += Vector<int>.Count)
            Vector.ConditionalSelect(Vector.Load(c + i), Vector.Load(x + i), Vector.Load(y + i)).Store(to + i);
    }

    public static void SelectWide(byte* d, byte* condition, byte* a, byte* b)
    {
        long* to = (long*)d, x = (long*)a, y = (long*)b;
        int* c = (int*)condition;
        for (int i = 0; i < Count; i++) to[i] = c[i] != 0 ? x[i] : y[i];
    }

    /// <summary>64-bit comparison into a 32-bit mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CompareWide<TOp>(byte* d, byte* a, byte* b) where TOp : struct, IBinaryLane<long>
    {
        long* x = (long*)a, y = (long*)b;
        int* to = (int*)d;
        for (int i = 0; i < Count; i += Vector<int>.Count)
        {
            Vector<long> low = TOp.Run(Vector.Load(x + i), Vector.Load(y + i));
            Vector<long> high = TOp.Run(Vector.Load(x + i + Vector<long>.Count), Vector.Load(y + i + Vector<long>.Count));
            Vector.Narrow(low, high).Store(to + i);
        }
    }

    /// <summary>One bit per lane whose 32 bits are negative: masks are all ones or zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(byte* a)
    {
        int* x = (int*)a;
        uint bits = 0;
        for (int i = 0; i < Count; i += System.Runtime.Intrinsics.Vector256<int>.Count)
            bits |= System.Runtime.Intrinsics.Vector256.ExtractMostSignificantBits(System.Runtime.Intrinsics.Vector256.Load(x + i)) << i;
        return bits;
    }

    /// <summary>Spreads mask bits into 32 all-ones or zero lanes.</summary>
    public static void Expand(uint mask, int* to)
    {
        for (int i = 0; i < Count; i++) to[i] = -(int)(mask >> i & 1);
    }

    public static void Blend(byte* d, byte* value, int* mask)
    {
        int* to = (int*)d, x = (int*)value;
        for (int i = 0; i < Count; i += Vector<int>.Count)
            Vector.ConditionalSelect(Vector.Load(mask + i), Vector.Load(x + i), Vector.Load(to + i)).Store(to + i);
    }

    public static void BlendWide(byte* d, byte* value, uint mask)
    {
        long* to = (long*)d, x = (long*)value;
        for (int i = 0; i < Count; i++)
            if ((mask >> i & 1) != 0) to[i] = x[i];
    }
}

internal readonly struct AddLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => a + b; }

internal readonly struct SubLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => a - b; }

internal readonly struct MulLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => a * b; }

internal readonly struct DivLane : IBinaryLane<float> { public static Vector<float> Run(Vector<float> a, Vector<float> b) => a / b; }

// A NaN operand loses: fmin and fmax of IEEE 754-2008.
internal readonly struct MinFloatLane : IBinaryLane<float>
{
    public static Vector<float> Run(Vector<float> a, Vector<float> b) => Vector.MinNumber(a, b);
}

internal readonly struct MaxFloatLane : IBinaryLane<float>
{
    public static Vector<float> Run(Vector<float> a, Vector<float> b) => Vector.MaxNumber(a, b);
}

internal readonly struct MinLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => Vector.Min(a, b); }

internal readonly struct MaxLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => Vector.Max(a, b); }

internal readonly struct AndLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => a & b; }

internal readonly struct OrLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => a | b; }

internal readonly struct XorLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => a ^ b; }

internal readonly struct EqualLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => Vector.Equals(a, b); }

internal readonly struct NotEqualLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => ~Vector.Equals(a, b); }

internal readonly struct LessLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => Vector.LessThan(a, b); }

internal readonly struct LessEqualLane<T> : IBinaryLane<T> { public static Vector<T> Run(Vector<T> a, Vector<T> b) => Vector.LessThanOrEqual(a, b); }

internal readonly struct LessUnsignedWideLane : IBinaryLane<long>
{
    public static Vector<long> Run(Vector<long> a, Vector<long> b) => Vector.LessThan(a.As<long, ulong>(), b.As<long, ulong>()).As<ulong, long>();
}

internal readonly struct LessEqualUnsignedWideLane : IBinaryLane<long>
{
    public static Vector<long> Run(Vector<long> a, Vector<long> b) => Vector.LessThanOrEqual(a.As<long, ulong>(), b.As<long, ulong>()).As<ulong, long>();
}

internal readonly struct NegLane<T> : IUnaryLane<T> { public static Vector<T> Run(Vector<T> a) => -a; }

internal readonly struct NotLane<T> : IUnaryLane<T> { public static Vector<T> Run(Vector<T> a) => ~a; }

internal readonly struct AbsLane : IUnaryLane<float> { public static Vector<float> Run(Vector<float> a) => Vector.Abs(a); }

internal readonly struct SqrtLane : IUnaryLane<float> { public static Vector<float> Run(Vector<float> a) => Vector.SquareRoot(a); }

internal readonly struct FloorLane : IUnaryLane<float> { public static Vector<float> Run(Vector<float> a) => Vector.Floor(a); }

internal readonly struct CeilLane : IUnaryLane<float> { public static Vector<float> Run(Vector<float> a) => Vector.Ceiling(a); }

internal readonly struct TruncLane : IUnaryLane<float> { public static Vector<float> Run(Vector<float> a) => Vector.Truncate(a); }

internal readonly struct RintLane : IUnaryLane<float> { public static Vector<float> Run(Vector<float> a) => Vector.Round(a); }
