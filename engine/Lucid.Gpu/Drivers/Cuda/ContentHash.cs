using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Lucid.Gpu.Drivers.Cuda;

/// <summary>SHA-256 (FIPS 180-4), written out: the framework's own would load a native library when it is first used.</summary>
internal static class ContentHash
{
    private static readonly uint[] Constants = Primes();

    /// <summary>The digest of some bytes in hexadecimal.</summary>
    public static string Hex(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(Digest(data));

    /// <summary>The digest of texts, which stay apart.</summary>
    public static string Hex(params string[] parts)
    {
        var text = new StringBuilder();
        foreach (string part in parts) text.Append(part.Length).Append(':').Append(part);
        return Hex(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The 32 bytes of the digest.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> data)
    {
        Span<uint> state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];
        int whole = data.Length / 64 * 64;
        for (int at = 0; at < whole; at += 64) Block(state, data.Slice(at, 64));
        Span<byte> tail = stackalloc byte[128];
        tail.Clear();
        ReadOnlySpan<byte> rest = data[whole..];
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        int size = rest.Length < 56 ? 64 : 128;
        BinaryPrimitives.WriteUInt64BigEndian(tail[(size - 8)..], (ulong)data.Length * 8);
        for (int at = 0; at < size; at += 64) Block(state, tail.Slice(at, 64));
        var digest = new byte[32];
        for (int i = 0; i < 8; i++) BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(i * 4), state[i]);
        return digest;
    }

    private static void Block(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (int i = 0; i < 16; i++) w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        for (int i = 16; i < 64; i++)
        {
            uint s0 = BitOperations.RotateRight(w[i - 15], 7) ^ BitOperations.RotateRight(w[i - 15], 18) ^ w[i - 15] >> 3;
            uint s1 = BitOperations.RotateRight(w[i - 2], 17) ^ BitOperations.RotateRight(w[i - 2], 19) ^ w[i - 2] >> 10;
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        for (int i = 0; i < 64; i++)
        {
            uint first = h + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25)) + (e & f ^ ~e & g) + Constants[i] + w[i];
            uint second = (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22)) + (a & b ^ a & c ^ b & c);
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }
        state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
    }

    // The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static uint[] Primes()
    {
        var constants = new uint[64];
        int found = 0;
        for (int n = 2; found < 64; n++)
        {
            bool prime = true;
            for (int d = 2; d * d <= n && prime; d++) prime = n % d != 0;
            if (!prime) continue;
            // floor(cbrt(n) * 2^32) exactly: the largest r with r^3 <= n * 2^96.
            UInt128 low = 0, high = (UInt128)1 << 36;
            while (high - low > 1)
            {
                UInt128 middle = (low + high) / 2;
                if (middle * middle * middle <= (UInt128)n << 96) low = middle; else high = middle;
            }
            constants[found++] = (uint)(ulong)(low & uint.MaxValue);
        }
        return constants;
    }
}
