using System;
using System.Collections.Generic;
using System.Numerics;

namespace Lucid.Cpu.Fft;

/// <summary>Stages and twiddle factors of a transform of one length, whose prime factors are at most 31.</summary>
internal sealed unsafe class LanePlan<T> where T : unmanaged
{
    /// <summary>Largest prime factor that has a butterfly.</summary>
    internal const int LargestRadix = 31;

    private readonly T[] _twiddles;

    internal LanePlan(int length)
    {
        Length = length;
        Radices = Factor(length);
        long count = 0, rest = length;
        foreach (int radix in Radices)
        {
            rest /= radix;
            count += rest == 1 ? 0 : 2 * (radix - 1) * rest;
        }
        _twiddles = GC.AllocateUninitializedArray<T>((int)Math.Max(1, count), pinned: true);
        int at = 0;
        rest = length;
        foreach (int radix in Radices)
        {
            long whole = rest;
            rest /= radix;
            for (long p = 0; p < rest && rest > 1; p++)
            {
                for (int j = 1; j < radix; j++)
                {
                    Complex root = Roots.Of(p * j, whole);
                    _twiddles[at++] = Number(root.Real);
                    _twiddles[at++] = Number(root.Imaginary);
                }
            }
        }
    }

    /// <summary>Number of points.</summary>
    internal int Length { get; }

    /// <summary>Radix of each stage, in order.</summary>
    internal int[] Radices { get; }

    /// <summary>For each stage but the last and each p, radix - 1 factors as real and imaginary part. Pinned.</summary>
    internal T* Twiddles => (T*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_twiddles, 0);

    internal static T Number(double value) => typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;

    private static int[] Factor(int n)
    {
        var radices = new List<int>();
        // Fours first: they do the most work for each pass over memory.
        while (n % 4 == 0)
        {
            radices.Add(4);
            n /= 4;
        }
        for (int p = 2; n > 1; p = p == 2 ? 3 : p + 2)
        {
            while (n % p == 0)
            {
                radices.Add(p);
                n /= p;
            }
        }
        return [.. radices];
    }
}
