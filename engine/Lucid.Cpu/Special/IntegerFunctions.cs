using System;

namespace Lucid.Cpu.Special;

/// <summary>Functions of two integers of any width, carried out in 64 bits; the caller keeps the low bits.</summary>
public static class IntegerFunctions
{
    /// <summary>Greatest common divisor of the magnitudes; gcd(0, 0) is 0.</summary>
    public static long Gcd(long x, long y)
    {
        ulong a = Magnitude(x), b = Magnitude(y);
        while (b != 0) (a, b) = (b, a % b);
        return unchecked((long)a);
    }

    /// <summary>Least common multiple of the magnitudes; 0 if either is 0. Wraps.</summary>
    public static long Lcm(long x, long y)
    {
        long divisor = Gcd(x, y);
        return divisor == 0 ? 0 : unchecked((long)Magnitude(x / divisor * y));
    }

    /// <summary>x 2^y; 0 when y is negative or at least 64.</summary>
    public static long ShiftLeft(long x, long y) => y is < 0 or > 63 ? 0 : x << (int)y;

    /// <summary>x / 2^y rounded down; the sign alone stays when y is negative or at least 64.</summary>
    public static long ShiftRight(long x, long y) => y is < 0 or > 63 ? x >> 63 : x >> (int)y;

    private static ulong Magnitude(long x) => x < 0 ? unchecked((ulong)-x) : (ulong)x;
}
