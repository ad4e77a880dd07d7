using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lucid.Cpu.Random;

/// <summary>
/// Philox 4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): a keyed
/// bijection from 128-bit counters to four 32-bit random words.
/// </summary>
public static unsafe class Philox
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57, Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>The four words of one counter; the low halves come first in counter and key.</summary>
    public static (uint, uint, uint, uint) Block(ulong counterLow, ulong counterHigh, ulong key)
    {
        uint x0 = (uint)counterLow, x1 = (uint)(counterLow >> 32), x2 = (uint)counterHigh, x3 = (uint)(counterHigh >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++, k0 += Weyl0, k1 += Weyl1)
        {
            ulong p0 = (ulong)Multiplier0 * x0, p1 = (ulong)Multiplier1 * x2;
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
        }
        return (x0, x1, x2, x3);
    }

    /// <summary>
    /// The words of <paramref name="blocks"/> consecutive counters (a multiple of 8) from <paramref name="counter"/>, with
    /// <paramref name="stream"/> as the counter's third word: word w of block b goes to planes[w * blocks + b].
    /// </summary>
    internal static void Planes(ulong counter, uint stream, ulong key, int blocks, uint* planes)
    {
        if (Avx512F.IsSupported)
        {
            for (int b = 0; b < blocks; b += 8) EightWide(counter + (ulong)b, stream, key, planes + b, blocks);
            return;
        }
        if (Avx2.IsSupported)
        {
            for (int b = 0; b < blocks; b += 8) Eight(counter + (ulong)b, stream, key, planes + b, blocks);
            return;
        }
        for (int b = 0; b < blocks; b++)
            (planes[b], planes[blocks + b], planes[2 * blocks + b], planes[3 * blocks + b]) = Block(counter + (ulong)b, stream, key);
    }

    // A word to 64 bits: products take the lower halves and leave theirs there, so that only upper halves are ever moved.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EightWide(ulong counter, uint stream, ulong key, uint* planes, int blocks)
    {
        Vector512<ulong> x0 = Vector512.Create(counter) + Vector512<ulong>.Indices, x1 = x0 >>> 32;
        Vector512<ulong> x2 = Vector512.Create((ulong)stream), x3 = default;
        Vector512<uint> m0 = Vector512.Create(Multiplier0), m1 = Vector512.Create(Multiplier1);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++, k0 += Weyl0, k1 += Weyl1)
        {
            Vector512<ulong> p0 = Avx512F.Multiply(x0.AsUInt32(), m0), p1 = Avx512F.Multiply(x2.AsUInt32(), m1);
            x0 = Avx512F.Shuffle(p1.AsUInt32(), 0xF5).AsUInt64() ^ x1 ^ Vector512.Create(k0).AsUInt64();
            x1 = p1;
            x2 = Avx512F.Shuffle(p0.AsUInt32(), 0xF5).AsUInt64() ^ x3 ^ Vector512.Create(k1).AsUInt64();
            x3 = p0;
        }
        Avx512F.ConvertToVector256UInt32(x0).Store(planes);
        Avx512F.ConvertToVector256UInt32(x1).Store(planes + blocks);
        Avx512F.ConvertToVector256UInt32(x2).Store(planes + 2 * blocks);
        Avx512F.ConvertToVector256UInt32(x3).Store(planes + 3 * blocks);
    }

    private static void Eight(ulong counter, uint stream, ulong key, uint* planes, int blocks)
    {
        Vector256<uint> x0 = Vector256.Create((uint)counter) + Vector256<uint>.Indices;
        // The carry into the second word, where the first has wrapped.
        Vector256<uint> carry = Vector256.LessThan(x0, Vector256.Create((uint)counter));
        Vector256<uint> x1 = Vector256.Create((uint)(counter >> 32)) - carry;
        Vector256<uint> x2 = Vector256.Create(stream), x3 = default;
        Vector256<uint> k0 = Vector256.Create((uint)key), k1 = Vector256.Create((uint)(key >> 32));
        Vector256<uint> m0 = Vector256.Create(Multiplier0), m1 = Vector256.Create(Multiplier1);
        Vector256<uint> w0 = Vector256.Create(Weyl0), w1 = Vector256.Create(Weyl1);
        for (int round = 0; round < Rounds; round++)
        {
            Multiply(x0, m0, out Vector256<uint> high0, out Vector256<uint> low0);
            Multiply(x2, m1, out Vector256<uint> high1, out Vector256<uint> low1);
            x0 = high1 ^ x1 ^ k0;
            x1 = low1;
            x2 = high0 ^ x3 ^ k1;
            x3 = low0;
            k0 += w0;
            k1 += w1;
        }
        x0.Store(planes);
        x1.Store(planes + blocks);
        x2.Store(planes + 2 * blocks);
        x3.Store(planes + 3 * blocks);
    }

    /// <summary>The halves of the 64-bit products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Multiply(Vector256<uint> x, Vector256<uint> y, out Vector256<uint> high, out Vector256<uint> low)
    {
        Vector256<ulong> even = Avx2.Multiply(x, y), odd = Avx2.Multiply((x.AsUInt64() >>> 32).AsUInt32(), y);
        high = Avx2.Blend((even >>> 32).AsUInt32(), odd.AsUInt32(), 0b10101010);
        low = Avx2.Blend(even.AsUInt32(), (odd << 32).AsUInt32(), 0b10101010);
    }
}
