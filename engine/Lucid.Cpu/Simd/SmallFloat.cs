using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Simd;

/// <summary>Exact widening and round-to-nearest-even narrowing between float32 and the 16-bit floating-point formats.</summary>
public static class SmallFloat
{
    /// <summary>BFloat16 bits, one to a 32-bit lane, to float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> FromBFloat16(Vector<uint> bits) => Vector.AsVectorSingle(bits << 16);

    /// <summary>float32 to BFloat16 bits, one to a 32-bit lane; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<uint> ToBFloat16(Vector<float> value)
    {
        Vector<uint> bits = Vector.AsVectorUInt32(value);
        Vector<uint> rounded = (bits + Vector.Create(0x7FFFu) + ((bits >>> 16) & Vector<uint>.One)) >>> 16;
        Vector<uint> nan = (bits >>> 16) | Vector.Create(0x40u);
        return Vector.ConditionalSelect(Vector.AsVectorUInt32(Vector.Equals(value, value)), rounded, nan);
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
}
