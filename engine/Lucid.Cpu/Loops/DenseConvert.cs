using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Numerics;

namespace Lucid.Cpu.Loops;

/// <summary>Conversion of dense arrays between element types; the frequent pairs are vectorised.</summary>
internal static unsafe class DenseConvert
{
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
        else if (typeof(TTo) == typeof(BFloat16))
            for (; i <= n - 2 * w; i += 2 * w)
                Vector.Narrow(SmallFloat.ToBFloat16(Vector.Load(from + i)), SmallFloat.ToBFloat16(Vector.Load(from + i + w)))
                    .Store((ushort*)to + i);
        else if (typeof(TTo) == typeof(Half))
            for (; i <= n - 2 * w; i += 2 * w)
                Vector.Narrow(SmallFloat.ToHalf(Vector.Load(from + i)), SmallFloat.ToHalf(Vector.Load(from + i + w)))
                    .Store((ushort*)to + i);
        else if (typeof(TTo) == typeof(int))
            for (; i <= n - w; i += w) Vector.ConvertToInt32Native(Vector.Load(from + i)).Store((int*)to + i);
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
                Vector.Widen(Vector.Load((ushort*)from + i), out Vector<uint> low, out Vector<uint> high);
                (typeof(TFrom) == typeof(Half) ? SmallFloat.FromHalf(low) : SmallFloat.FromBFloat16(low)).Store((float*)to + i);
                (typeof(TFrom) == typeof(Half) ? SmallFloat.FromHalf(high) : SmallFloat.FromBFloat16(high)).Store((float*)to + i + w);
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
}
