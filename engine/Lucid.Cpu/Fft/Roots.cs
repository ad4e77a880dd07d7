using System;
using System.Numerics;

namespace Lucid.Cpu.Fft;

/// <summary>Roots of unity, rounded once: angles are reduced to the first octant with integers.</summary>
internal static class Roots
{
    /// <summary>exp(-2πi k / n) for k ≥ 0.</summary>
    internal static Complex Of(long k, long n)
    {
        // The angle in units of π/(2n): a runs over [0, 4n).
        long a = (long)((Int128)4 * (k % n));
        bool lowerHalf = a > 2 * n;
        if (lowerHalf) a = 4 * n - a;
        bool left = a > n;
        if (left) a = 2 * n - a;
        bool steep = 2 * a > n;
        if (steep) a = n - a;
        (double sin, double cos) = Math.SinCos(a * (Math.PI / 2) / n);
        if (steep) (sin, cos) = (cos, sin);
        if (left) cos = -cos;
        return new Complex(cos, lowerHalf ? sin : -sin);
    }

    /// <summary>Largest prime factor of n, 1 for n = 1.</summary>
    internal static long LargestPrimeFactor(long n)
    {
        long largest = 1;
        for (long p = 2; p * p <= n; p += p == 2 ? 1 : 2)
        {
            while (n % p == 0)
            {
                largest = p;
                n /= p;
            }
        }
        return Math.Max(largest, n);
    }

    /// <summary>Smallest length of at least n with no prime factor above 5 and a factor of 4.</summary>
    internal static long SmoothLength(long n)
    {
        long best = (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(n, 4));
        for (long fives = 1; fives < best; fives *= 5)
        {
            for (long threes = fives; threes < best; threes *= 3)
            {
                long length = 4 * threes;
                while (length < n) length *= 2;
                best = Math.Min(best, length);
            }
        }
        return best;
    }
}
