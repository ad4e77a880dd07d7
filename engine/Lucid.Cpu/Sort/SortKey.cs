using System;
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

    /// <summary>Writes the keys of a row, each with its place in the low 32 bits.</summary>
    internal static unsafe void ReadNarrow<T>(void* x, nint stride, nint size, uint flip, ulong* words) where T : unmanaged
    {
        T* from = (T*)x;
        for (nint i = 0; i < size; i++) words[i] = (ulong)(Narrow(from[i * stride]) ^ flip) << 32 | (uint)i;
    }

    /// <summary>Writes the 64-bit keys of a row with their places.</summary>
    internal static unsafe void ReadWide<T>(void* x, nint stride, nint size, ulong flip, WideEntry* entries) where T : unmanaged
    {
        T* from = (T*)x;
        for (nint i = 0; i < size; i++)
        {
            entries[i].Key = Wide(from[i * stride]) ^ flip;
            entries[i].Index = i;
        }
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
