using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Numerics;

namespace Lucid.Cpu.Simd;

/// <summary>Exact widening and round-to-nearest-even narrowing between float32 and the 16-bit floating-point formats.</summary>
public static class SmallFloat
{
    /// <summary>BFloat16 bits, one to a 32-bit lane, to float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FromBFloat16(Vector<uint> bits) => Vector.AsVectorSingle(bits << 16);

    /// <summary>float32 to BFloat16 bits, one to a 32-bit lane; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> ToBFloat16(Vector<float> value) => Rounded(value) >>> 16;

    // The nearest BFloat16 in the high half; the low half is anything.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Rounded(Vector<float> value)
    {
        Vector<uint> bits = Vector.AsVectorUInt32(value), rounded = bits + Vector.Create(0x7FFFu) + ((bits >>> 16) & Vector<uint>.One);
        return Vector.ConditionalSelect(Vector.AsVectorUInt32(Vector.Equals(value, value)), rounded, bits | Vector.Create(0x400000u));
    }

    /// <summary>IEEE binary16 bits, one to a 32-bit lane, to float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FromHalf(Vector<uint> bits)
    {
        Vector<uint> magnitude = bits & Vector.Create(0x7FFFu), sign = (bits ^ magnitude) << 16;
        Vector<uint> shifted = magnitude << 13;
        Vector<uint> normal = shifted + Vector.Create(112u << 23);
        // Infinity and NaN: exponent 31 becomes 255.
        normal += Vector.GreaterThanOrEqual(magnitude, Vector.Create(0x7C00u)) & Vector.Create(112u << 23);
        // Subnormal: fraction * 2^-24, by subtracting the implicit bit of 2^-14.
        Vector<uint> one = Vector.Create(113u << 23);
        Vector<float> subnormal = Vector.AsVectorSingle(shifted + one) - Vector.AsVectorSingle(one);
        Vector<uint> small = Vector.LessThan(magnitude, Vector.Create(0x400u));
        return Vector.AsVectorSingle(Vector.ConditionalSelect(small, Vector.AsVectorUInt32(subnormal), normal) | sign);
    }

    /// <summary>float32 to IEEE binary16 bits, one to a 32-bit lane; overflow gives infinity, NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> ToHalf(Vector<float> value)
    {
        Vector<uint> bits = Vector.AsVectorUInt32(value);
        Vector<uint> sign = bits & Vector.Create(0x80000000u), magnitude = bits ^ sign;
        // Below 2^-14 the result is subnormal: adding 0.5 lets the hardware round at 2^-24.
        Vector<float> half = Vector.Create(0.5f);
        Vector<uint> subnormal = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) + half) - Vector.AsVectorUInt32(half);
        Vector<uint> normal = (magnitude - Vector.Create(112u << 23) + Vector.Create(0xFFFu) + ((magnitude >>> 13) & Vector<uint>.One)) >>> 13;
        Vector<uint> result = Vector.ConditionalSelect(Vector.LessThan(magnitude, Vector.Create(113u << 23)), subnormal, normal);
        Vector<uint> overflow = Vector.GreaterThanOrEqual(magnitude, Vector.Create(0x477FF000u));
        result = Vector.ConditionalSelect(overflow, Vector.Create(0x7C00u), result);
        Vector<uint> nan = Vector.Create(0x7E00u) | ((magnitude >>> 13) & Vector.Create(0x3FFu));
        result = Vector.ConditionalSelect(Vector.GreaterThan(magnitude, Vector.Create(0x7F800000u)), nan, result);
        return result | (sign >>> 16);
    }

    /// <summary>float32 of the 16-bit numbers (T is Half or BFloat16) in even places, which are low halves, and in odd places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Widen<T>(Vector<ushort> words, out Vector<float> even, out Vector<float> odd)
    {
        Vector<uint> high = Vector.AsVectorUInt32(words), low = high << 16;
        if (typeof(T) == typeof(BFloat16))
        {
            even = Vector.AsVectorSingle(low);
            odd = Vector.AsVectorSingle(high & Vector.Create(0xFFFF0000u));
            return;
        }
        // Zero and normal numbers are float32's but for a power of two. Others go the long way: products with subnormal operands are slow.
        Vector<ushort> twice = words + words, above = twice - Vector.Create((ushort)0x800), last = Vector.Create((ushort)0xEFFF);
        if (Vector.GreaterThanAny(above, last)
            && Vector.GreaterThanAny(Vector.ConditionalSelect(Vector.Equals(twice, Vector<ushort>.Zero), Vector<ushort>.Zero, above), last))
        {
            // Locals of their own: the results of the usual way then need no memory.
            WidenAny(words, out Vector<float> anyEven, out Vector<float> anyOdd);
            even = anyEven;
            odd = anyOdd;
            return;
        }
        Vector<int> kept = Vector.Create(unchecked((int)0x8FFFE000));
        Vector<float> power = Vector.Create(5.192296858534828e33f); // 2^112
        even = Vector.AsVectorSingle((Vector.AsVectorInt32(low) >> 3) & kept) * power;
        odd = Vector.AsVectorSingle((Vector.AsVectorInt32(high) >> 3) & kept) * power;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WidenAny(Vector<ushort> words, out Vector<float> even, out Vector<float> odd)
    {
        Vector<uint> pairs = Vector.AsVectorUInt32(words);
        even = FromHalf(pairs & Vector.Create(0xFFFFu));
        odd = FromHalf(pairs >>> 16);
    }

    /// <summary>The nearest 16-bit numbers (T is Half or BFloat16), in even and in odd places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<ushort> Narrow<T>(Vector<float> even, Vector<float> odd)
    {
        Vector<uint> upper = Vector.Create(0xFFFF0000u);
        if (typeof(T) == typeof(BFloat16)) return Vector.AsVectorUInt16(Vector.ConditionalSelect(upper, Rounded(odd), Rounded(even) >>> 16));
        Vector<float> sum = even + odd;
        if (!Vector.EqualsAll(sum, sum))
        {
            NarrowAny(even, odd, out Vector<ushort> any);
            return any;
        }
        Vector<uint> signs = Vector.ConditionalSelect(upper, Vector.AsVectorUInt32(odd), Vector.AsVectorUInt32(even) >>> 16);
        Vector<uint> magnitudes = Vector.ConditionalSelect(upper, HalfMagnitude(odd) << 16, HalfMagnitude(even));
        return Vector.AsVectorUInt16(Vector.ConditionalSelect(Vector.Create(0x80008000u), signs, magnitudes));
    }

    // Half bits of |value| in the low 16 bits, for numbers and infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> HalfMagnitude(Vector<float> value)
    {
        // From 2^16 on everything becomes infinity.
        Vector<int> bits = Vector.AsVectorInt32(value), magnitude = Vector.Min(bits & Vector.Create(int.MaxValue), Vector.Create(0x47800000));
        // Below 2^-14 the result is subnormal: adding 0.5 lets the hardware round at 2^-24, and 0.5 ends in 16 zeros.
        Vector<int> subnormal = Vector.AsVectorInt32(Vector.AsVectorSingle(magnitude) + Vector.Create(0.5f));
        Vector<int> normal = (magnitude + Vector.Create(0xFFF - (112 << 23)) + ((bits >>> 13) & Vector<int>.One)) >>> 13;
        return Vector.AsVectorUInt32(Vector.ConditionalSelect(Vector.LessThan(magnitude, Vector.Create(113 << 23)), subnormal, normal));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NarrowAny(Vector<float> even, Vector<float> odd, out Vector<ushort> words) =>
        words = Vector.AsVectorUInt16(ToHalf(even) | (ToHalf(odd) << 16));

    /// <summary>The first half of the places moved to the even ones, the second half to the odd ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<ushort> Interleave(Vector<ushort> words)
    {
        if (Avx512BW.IsSupported && Vector<ushort>.Count == 32)
            return Avx512BW.PermuteVar32x16(words.AsVector512(), Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23,
                8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, (ushort)31)).AsVector();
        Vector.Widen(words, out Vector<uint> first, out Vector<uint> second);
        return Vector.AsVectorUInt16(first | (second << 16));
    }

    /// <summary>The inverse of <see cref="Interleave"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<ushort> Separate(Vector<ushort> words)
    {
        if (Avx512BW.IsSupported && Vector<ushort>.Count == 32)
            return Avx512BW.PermuteVar32x16(words.AsVector512(), Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30,
                1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, (ushort)31)).AsVector();
        Vector<uint> pairs = Vector.AsVectorUInt32(words);
        return Vector.Narrow(pairs & Vector.Create(0xFFFFu), pairs >>> 16);
    }
}
