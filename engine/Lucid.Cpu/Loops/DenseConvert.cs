using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Simd;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

/// <summary>Conversion of dense arrays between element types; the frequent pairs are vectorised.</summary>
internal static unsafe class DenseConvert
{
    /// <summary>Numbers that a caller of <see cref="WidenBlock"/> takes at a time: three blocks stay in the first-level cache.</summary>
    internal const int Block = 1024;

    /// <summary>to[i] = (TTo)from[i]. The arrays may be the same memory only for types of the same size.</summary>
    internal static void Run<TFrom, TTo>(TFrom* from, TTo* to, nint n) where TFrom : unmanaged where TTo : unmanaged
    {
        if (typeof(TFrom) == typeof(TTo))
        {
            if ((void*)from != to) Buffer.MemoryCopy(from, to, n * sizeof(TTo), n * sizeof(TTo));
            return;
        }
        nint i = 0;
        if (typeof(TFrom) == typeof(float)) i = FromFloat((float*)from, to, n);
        else if (typeof(TFrom) == typeof(double)) i = FromDouble((double*)from, to, n);
        else if (typeof(TFrom) == typeof(BFloat16) || typeof(TFrom) == typeof(Half)) i = FromSmallFloat(from, to, n);
        else if (typeof(TFrom) == typeof(int)) i = FromInt((int*)from, to, n);
        else if (typeof(TFrom) == typeof(byte)) i = FromByte((byte*)from, to, n);
        else if (typeof(TFrom) == typeof(long)) i = FromLong((long*)from, to, n);
        for (; i < n; i++) to[i] = ElementCast.Cast<TFrom, TTo>(from[i]);
    }

    private static nint FromFloat<TTo>(float* from, TTo* to, nint n) where TTo : unmanaged
    {
        nint i = 0, w = Vector<float>.Count;
        if (typeof(TTo) == typeof(double))
            for (; i <= n - w; i += w)
            {
                Vector.Widen(Vector.Load(from + i), out Vector<double> low, out Vector<double> high);
                low.Store((double*)to + i);
                high.Store((double*)to + i + w / 2);
            }
        else if (typeof(TTo) == typeof(BFloat16) || typeof(TTo) == typeof(Half))
            for (; i <= n - 2 * w; i += 2 * w)
                SmallFloat.Separate(SmallFloat.Narrow<TTo>(Vector.Load(from + i), Vector.Load(from + i + w))).Store((ushort*)to + i);
        else if (typeof(TTo) == typeof(int))
            for (; i <= n - w; i += w) Vector.ConvertToInt32Native(Vector.Load(from + i)).Store((int*)to + i);
        else if (typeof(TTo) == typeof(long) && Avx512DQ.IsSupported)
            for (; i <= n - 8; i += 8) Avx512DQ.ConvertToVector512Int64WithTruncation(Vector256.Load(from + i)).Store((long*)to + i);
        return i;
    }

    private static nint FromDouble<TTo>(double* from, TTo* to, nint n) where TTo : unmanaged
    {
        nint i = 0, w = Vector<double>.Count;
        if (typeof(TTo) == typeof(float))
            for (; i <= n - 2 * w; i += 2 * w)
                Vector.Narrow(Vector.Load(from + i), Vector.Load(from + i + w)).Store((float*)to + i);
        return i;
    }

    private static nint FromSmallFloat<TFrom, TTo>(TFrom* from, TTo* to, nint n) where TFrom : unmanaged where TTo : unmanaged
    {
        nint i = 0, w = Vector<float>.Count;
        if (typeof(TTo) == typeof(float))
            for (; i <= n - 2 * w; i += 2 * w)
            {
                SmallFloat.Widen<TFrom>(SmallFloat.Interleave(Vector.Load((ushort*)from + i)), out Vector<float> low, out Vector<float> high);
                low.Store((float*)to + i);
                high.Store((float*)to + i + w);
            }
        return i;
    }

    private static nint FromInt<TTo>(int* from, TTo* to, nint n) where TTo : unmanaged
    {
        nint i = 0, w = Vector<int>.Count;
        if (typeof(TTo) == typeof(float))
            for (; i <= n - w; i += w) Vector.ConvertToSingle(Vector.Load(from + i)).Store((float*)to + i);
        else if (typeof(TTo) == typeof(long))
            for (; i <= n - w; i += w)
            {
                Vector.Widen(Vector.Load(from + i), out Vector<long> low, out Vector<long> high);
                low.Store((long*)to + i);
                high.Store((long*)to + i + w / 2);
            }
        return i;
    }

    private static nint FromByte<TTo>(byte* from, TTo* to, nint n) where TTo : unmanaged
    {
        nint i = 0, w = Vector<byte>.Count;
        if (typeof(TTo) == typeof(float) || typeof(TTo) == typeof(int))
            for (; i <= n - w; i += w)
            {
                Vector.Widen(Vector.Load(from + i), out Vector<ushort> low, out Vector<ushort> high);
                Vector.Widen(low, out Vector<uint> a, out Vector<uint> b);
                Vector.Widen(high, out Vector<uint> c, out Vector<uint> d);
                StoreCounts<TTo>(a, to + i);
                StoreCounts<TTo>(b, to + i + w / 4);
                StoreCounts<TTo>(c, to + i + w / 2);
                StoreCounts<TTo>(d, to + i + 3 * w / 4);
            }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreCounts<TTo>(Vector<uint> v, TTo* to) where TTo : unmanaged
    {
        if (typeof(TTo) == typeof(float)) Vector.ConvertToSingle(Vector.AsVectorInt32(v)).Store((float*)to);
        else Vector.AsVectorInt32(v).Store((int*)to);
    }

    private static nint FromLong<TTo>(long* from, TTo* to, nint n) where TTo : unmanaged
    {
        nint i = 0, w = Vector<long>.Count;
        if (typeof(TTo) == typeof(int))
            for (; i <= n - 2 * w; i += 2 * w) Vector.Narrow(Vector.Load(from + i), Vector.Load(from + i + w)).Store((int*)to + i);
        else if (typeof(TTo) == typeof(double))
            for (; i <= n - w; i += w) Vector.ConvertToDouble(Vector.Load(from + i)).Store((double*)to + i);
        return i;
    }

    /// <summary>
    /// float32 of n 16-bit floating-point numbers in an order of its own: of each vector first the even places, then the odd ones. Whole
    /// vectors are written, the last padded. <see cref="NarrowBlock"/> undoes the order; what keeps to one element at a time need not know.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void WidenBlock<T>(T* from, float* to, nint n) where T : unmanaged
    {
        nint batch = Vector<ushort>.Count;
        for (nint i = 0; i < n; i += batch)
        {
            // No calls in here: constants stay in registers.
            for (; i <= n - batch; i += batch)
            {
                ushort* at = (ushort*)from + i;
                // The next block: it arrives while this one is computed.
                VectorMath.Prefetch(at + Block);
                Vector<ushort> words = Vector.Load(at);
                if (typeof(T) == typeof(Half) && SmallFloat.HasSpecial(words)) break;
                SmallFloat.WidenUsual<T>(words, out Vector<float> even, out Vector<float> odd);
                even.Store(to + i);
                odd.Store(to + i + batch / 2);
            }
            if (i < n) WidenVector(from + i, to + i, n - i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void WidenVector<T>(T* from, float* to, nint n) where T : unmanaged
    {
        nint batch = Vector<ushort>.Count;
        Vector<ushort> words = n >= batch ? Vector.Load((ushort*)from) : VectorLoops.LoadShort((ushort*)from, n, -1);
        SmallFloat.Widen<T>(words, out Vector<float> even, out Vector<float> odd);
        even.Store(to);
        odd.Store(to + batch / 2);
    }

    /// <summary>n 16-bit floating-point numbers from float32 numbers in the order of <see cref="WidenBlock"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void NarrowBlock<T>(float* from, T* to, nint n) where T : unmanaged
    {
        nint batch = Vector<ushort>.Count;
        for (nint i = 0; i < n; i += batch)
        {
            for (; i <= n - batch; i += batch)
            {
                VectorMath.Prefetch((ushort*)to + i + Block);
                Vector<float> even = Vector.Load(from + i), odd = Vector.Load(from + i + batch / 2);
                Vector<ushort> words;
                if (typeof(T) == typeof(Half))
                {
                    Vector<ushort> uppers = SmallFloat.Uppers(even, odd);
                    if (SmallFloat.HasLarge(uppers)) break;
                    words = SmallFloat.NarrowUsual(even, odd, uppers);
                }
                else words = SmallFloat.Narrow<T>(even, odd);
                words.Store((ushort*)to + i);
            }
            if (i < n) NarrowVector(from + i, to + i, n - i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    private static void NarrowVector<T>(float* from, T* to, nint n) where T : unmanaged
    {
        nint batch = Vector<ushort>.Count;
        Vector<ushort> words = SmallFloat.Narrow<T>(Vector.Load(from), Vector.Load(from + batch / 2));
        VectorLoops.StoreShort(words, (ushort*)to, Math.Min(n, batch));
    }

    /// <summary>Numbers that <see cref="WidenBlock"/> writes for n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Padded(nint n) => (n + Vector<ushort>.Count - 1) & -Vector<ushort>.Count;
}
