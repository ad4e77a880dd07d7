using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Numerics;

namespace Lucid.Cpu.Sort;

/// <summary>Unsigned keys whose order is the elements' order: NaN after everything, the two zeros equal.</summary>
internal static class SortKey
{
    /// <summary>Key of an element of at most 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Narrow<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Of(Unsafe.BitCast<T, float>(value));
        if (typeof(T) == typeof(Half)) return Of((float)Unsafe.BitCast<T, Half>(value));
        if (typeof(T) == typeof(BFloat16)) return Of((float)Unsafe.BitCast<T, BFloat16>(value));
        return (uint)(int)Loops.ElementCast.Cast<T, long>(value) ^ 0x80000000u;
    }

    /// <summary>Key of a 64-bit element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Wide<T>(T value) where T : unmanaged
    {
        if (typeof(T) == typeof(long)) return Unsafe.BitCast<T, ulong>(value) ^ (1UL << 63);
        double x = Unsafe.BitCast<T, double>(value);
        if (double.IsNaN(x)) return ulong.MaxValue;
        long bits = BitConverter.DoubleToInt64Bits(x + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }

    /// <summary>Writes keys of elements of a row, each with its place in the low 32 bits.</summary>
    internal static unsafe void ReadNarrow<T>(void* x, nint stride, nint first, nint end, ulong flip, ulong* words) where T : unmanaged
    {
        T* from = (T*)x;
        if (typeof(T) == typeof(float) && stride == 1) first = ReadFloats((float*)x, first, end, (uint)flip, words);
        for (nint i = first; i < end; i++) words[i] = (ulong)(Narrow(from[i * stride]) ^ (uint)flip) << 32 | (uint)i;
    }

    // Whole vectors; returns where the rest begins.
    private static unsafe nint ReadFloats(float* x, nint first, nint end, uint flip, ulong* words)
    {
        int width = Vector<float>.Count, half = width / 2;
        Vector<uint> turn = Vector.Create(flip), sign = Vector.Create(1u << 31);
        Vector<ulong> place = Vector<ulong>.Indices + Vector.Create((ulong)first), next = Vector.Create((ulong)half);
        for (; first <= end - width; first += width)
        {
            Vector<float> number = Vector.Load(x + first) + Vector<float>.Zero;
            Vector<int> bits = Vector.AsVectorInt32(number), nan = ~Vector.Equals(number, number);
            Vector<uint> key = Vector.AsVectorUInt32(bits) ^ (Vector.AsVectorUInt32(bits >> 31) | sign) | Vector.AsVectorUInt32(nan);
            Vector.Widen(key ^ turn, out Vector<ulong> low, out Vector<ulong> high);
            (low << 32 | place).Store(words + first);
            place += next;
            (high << 32 | place).Store(words + first + half);
            place += next;
        }
        return first;
    }

    /// <summary>Writes the 64-bit keys of elements of a row.</summary>
    internal static unsafe void ReadWide<T>(void* x, nint stride, nint first, nint end, ulong flip, ulong* keys) where T : unmanaged
    {
        T* from = (T*)x;
        for (nint i = first; i < end; i++) keys[i] = Wide(from[i * stride]) ^ flip;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Of(float x)
    {
        if (float.IsNaN(x)) return uint.MaxValue;
        // Adding zero makes -0 into +0.
        int bits = BitConverter.SingleToInt32Bits(x + 0f);
        return (uint)(bits ^ ((bits >> 31) | int.MinValue));
    }
}
