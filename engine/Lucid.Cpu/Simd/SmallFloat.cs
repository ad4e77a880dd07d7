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

    /// <summary>Whether a half is infinite, NaN or subnormal: <see cref="WidenUsual"/> does not take those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasSpecial(Vector<ushort> halves)
    {
        // Exponents 31 and 0, so zeros too; those are told apart only where there are some.
        if (!Vector.EqualsAny((halves + Vector.Create((ushort)0x400)) & Vector.Create((ushort)0x7800), Vector<ushort>.Zero)) return false;
        Vector<ushort> twice = halves + halves, above = twice - Vector.Create((ushort)0x800);
        above = Vector.ConditionalSelect(Vector.Equals(twice, Vector<ushort>.Zero), Vector<ushort>.Zero, above);
        return Vector.GreaterThanAny(above, Vector.Create((ushort)0xEFFF));
    }

    /// <summary>Whether a half of either vector is infinite or NaN: <see cref="WidenScaled"/> does not take those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasInfinite(Vector<ushort> x, Vector<ushort> y) =>
        Vector.GreaterThanAny(Vector.Max(x + x, y + y), Vector.Create((ushort)0xF7FF));

    /// <summary>2^-112 times the finite halves in even places, which are low ones, and in odd places: their bits, three places on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WidenScaled(Vector<ushort> halves, out Vector<float> even, out Vector<float> odd)
    {
        Vector<int> high = Vector.AsVectorInt32(halves), kept = Vector.Create(unchecked((int)0x8FFFE000));
        even = Vector.AsVectorSingle(((high << 16) >> 3) & kept);
        odd = Vector.AsVectorSingle((high >> 3) & kept);
    }

    /// <summary>
    /// float32 of the 16-bit numbers (T is Half or BFloat16) in even and in odd places. Halves are zeros or normal: products with
    /// subnormal operands are slow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void WidenUsual<T>(Vector<ushort> words, out Vector<float> even, out Vector<float> odd)
    {
        if (typeof(T) == typeof(BFloat16))
        {
            Vector<uint> pairs = Vector.AsVectorUInt32(words);
            even = Vector.AsVectorSingle(pairs << 16);
            odd = Vector.AsVectorSingle(pairs & Vector.Create(0xFFFF0000u));
            return;
        }
        Vector<float> power = Vector.Create(5.192296858534828e33f); // 2^112
        WidenScaled(words, out Vector<float> low, out Vector<float> high);
        even = low * power;
        odd = high * power;
    }

    /// <summary>float32 of any 16-bit numbers (T is Half or BFloat16) in even and in odd places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    internal static void Widen<T>(Vector<ushort> words, out Vector<float> even, out Vector<float> odd)
    {
        if (typeof(T) == typeof(Half) && HasSpecial(words))
        {
            // Locals of their own: the results of the usual way then need no memory.
            WidenAny(words, out Vector<float> anyEven, out Vector<float> anyOdd);
            even = anyEven;
            odd = anyOdd;
        }
        else WidenUsual<T>(words, out even, out odd);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WidenAny(Vector<ushort> words, out Vector<float> even, out Vector<float> odd)
    {
        Vector<uint> pairs = Vector.AsVectorUInt32(words);
        even = FromHalf(pairs & Vector.Create(0xFFFFu));
        odd = FromHalf(pairs >>> 16);
    }

    /// <summary>The upper halves of float32 numbers, in even and in odd places: signs and, to 8 bits, magnitudes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<ushort> Uppers(Vector<float> even, Vector<float> odd) => Vector.AsVectorUInt16(Vector.ConditionalSelect(
        Vector.Create(0xFFFF0000u), Vector.AsVectorUInt32(odd), Vector.AsVectorUInt32(even) >>> 16));

    /// <summary>Whether a number with one of these <see cref="Uppers"/> is 2^16 or more, infinite or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasLarge(Vector<ushort> uppers) => Vector.GreaterThanAny(uppers + uppers, Vector.Create((ushort)0x8EFF));

    /// <summary>The same for 2^-112 times such numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool HasLargeScaled(Vector<ushort> uppers) => Vector.GreaterThanAny(uppers + uppers, Vector.Create((ushort)0x1EFF));

    /// <summary>The nearest halves of numbers below 2^16, given with their <see cref="Uppers"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<ushort> NarrowUsual(Vector<float> even, Vector<float> odd, Vector<ushort> uppers) =>
        Joined(UsualMagnitude(even), UsualMagnitude(odd), (ushort)0xC400, uppers);

    /// <summary>The nearest halves of 2^112 times numbers below 2^-96, given with their <see cref="Uppers"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<ushort> NarrowScaled(Vector<float> even, Vector<float> odd, Vector<ushort> uppers) =>
        Joined(ScaledMagnitude(even), ScaledMagnitude(odd), 0, uppers);

    // Low halves of even and odd, less an offset, with the signs of uppers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ushort> Joined(Vector<uint> even, Vector<uint> odd, ushort offset, Vector<ushort> uppers)
    {
        Vector<ushort> words = Vector.AsVectorUInt16(Vector.ConditionalSelect(Vector.Create(0xFFFF0000u), odd << 16, even));
        if (offset != 0) words -= Vector.Create(offset);
        return Vector.ConditionalSelect(Vector.Create((ushort)0x8000), uppers, words);
    }

    /// <summary>
    /// Half bits of |value| plus 0xC400, in the low 16 bits. A sum with 2^13 times its power of two, or 2^-14 if that is more, has as its
    /// last place the half's, so the hardware rounds; the exponent is added behind it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> UsualMagnitude(Vector<float> value)
    {
        Vector<float> power;
        if (Avx512DQ.IsSupported && Vector<float>.Count == Vector512<float>.Count)
            power = Avx512DQ.Range(value.AsVector512(), Vector512.Create(6.103515625e-05f), 3).AsVector(); // the larger magnitude, value's sign
        else power = Vector.MaxNative(value = Vector.Abs(value), Vector.Create(6.103515625e-05f));
        Vector<uint> exponent = Vector.AsVectorUInt32(power) & Vector.Create(0xFF800000u);
        return Vector.AsVectorUInt32(Vector.FusedMultiplyAdd(Vector.AsVectorSingle(exponent), Vector.Create(8192f), value)) + (exponent >>> 13);
    }

    // Scaled, subnormal halves are subnormal numbers, and all exponents are the half's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> ScaledMagnitude(Vector<float> value)
    {
        Vector<uint> bits = Vector.AsVectorUInt32(value);
        return (bits + Vector.Create(0xFFFu) + ((bits >>> 13) & Vector<uint>.One)) >>> 13;
    }

    /// <summary>The nearest 16-bit numbers (T is Half or BFloat16), in even and in odd places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    internal static Vector<ushort> Narrow<T>(Vector<float> even, Vector<float> odd)
    {
        if (typeof(T) == typeof(BFloat16))
            return Vector.AsVectorUInt16(Vector.ConditionalSelect(Vector.Create(0xFFFF0000u), Rounded(odd), Rounded(even) >>> 16));
        Vector<ushort> uppers = Uppers(even, odd);
        if (!HasLarge(uppers)) return NarrowUsual(even, odd, uppers);
        NarrowAny(even, odd, out Vector<ushort> any);
        return any;
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
