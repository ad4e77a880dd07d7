using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;

namespace Lucid.Cpu.Fft;

/// <summary>Stages, order and twiddle factors of a transform of one length, whose prime factors are at most 31.</summary>
internal sealed unsafe class LanePlan<T> where T : unmanaged
{
    /// <summary>Largest prime factor that has a butterfly.</summary>
    internal const int LargestRadix = 31;

    // What stays in the first-level cache.
    private const int InnerBytes = 32 << 10;

    private readonly T[] _twiddles;
    private readonly int[] _places;

    internal LanePlan(int length)
    {
        Length = length;
        Radices = Factor(length);
        long count = 1, done = 1;
        foreach (int radix in Radices)
        {
            count += 2 * FactorsOf(radix) * done;
            done *= radix;
        }
        _twiddles = GC.AllocateUninitializedArray<T>((int)count, pinned: true);
        _places = GC.AllocateArray<int>(length + 1, pinned: true);
        _places[length] = 2 * Vector<T>.Count * length;
        int at = 0;
        done = 1;
        foreach (int radix in Radices)
        {
            long whole = done * radix;
            for (long p = 0; p < done; p++)
            {
                for (int j = 0; j < FactorsOf(radix); j++)
                {
                    // Of eight: the fourth, second and first power, then the first less an eighth of a turn.
                    Complex root = radix switch
                    {
                        8 => j < 3 ? Roots.Of(p * (4 >> j), whole) : Roots.Of(p + done, whole),
                        4 => Roots.Of(p * (2 >> j), whole),
                        _ => Roots.Of(p * (j + 1), whole),
                    };
                    _twiddles[at++] = Number(root.Real);
                    _twiddles[at++] = Number(root.Imaginary);
                }
            }
            done = whole;
        }
        InnerLength = 1;
        while (InnerStages < Radices.Length && InnerLength * Radices[InnerStages] * 2 * sizeof(Vector<T>) <= InnerBytes)
            InnerLength *= Radices[InnerStages++];
        // Leg j of the last stage is the transform of every radix-th number from j on; the same holds within each.
        int parts = 1;
        for (int stage = Radices.Length - 1; stage >= 0; stage--)
        {
            int radix = Radices[stage], inner = 2 * Vector<T>.Count * (length / parts / radix);
            for (int k = 0; k < length; k++) _places[k] += k / parts % radix * inner;
            parts *= radix;
        }
    }

    /// <summary>Number of points.</summary>
    internal int Length { get; }

    /// <summary>Radix of each stage, in order.</summary>
    internal int[] Radices { get; }

    /// <summary>Stages whose blocks of <see cref="InnerLength"/> numbers stay in the first-level cache from the first stage on.</summary>
    internal int InnerStages { get; }

    /// <summary>Numbers that those stages combine.</summary>
    internal int InnerLength { get; }

    /// <summary>For each stage and each number of what it combines, its factors as real and imaginary part. Pinned.</summary>
    internal T* Twiddles => (T*)Marshal.UnsafeAddrOfPinnedArrayElement(_twiddles, 0);

    /// <summary>Where in the lanes number k of the input begins; one more for the number after the last. Pinned.</summary>
    internal int* Places => (int*)Marshal.UnsafeAddrOfPinnedArrayElement(_places, 0);

    internal static T Number(double value) => typeof(T) == typeof(float) ? (T)(object)(float)value : (T)(object)value;

    /// <summary>How many factors a butterfly of a radix takes.</summary>
    internal static int FactorsOf(int radix) => radix switch { 8 => 4, 4 => 2, _ => radix - 1 };

    private static int[] Factor(int n)
    {
        var radices = new List<int>();
        // One five first: without factors it costs a third less, and those who load the numbers may do it. The others last,
        // where the numbers have left the first-level cache and arithmetic is free.
        if (n % 5 == 0)
        {
            radices.Add(5);
            n /= 5;
        }
        int twos = BitOperations.TrailingZeroCount(n);
        n >>= twos;
        // Eight numbers need 24 registers; with 16, fours, and an eight only rather than a two.
        int eights = sizeof(Vector<T>) == 64 || AdvSimd.IsSupported ? twos % 3 == 1 ? twos / 3 - 1 : twos / 3 : twos % 2;
        if (twos < 3) eights = 0;
        for (int rest = twos - 3 * eights; rest > 0; rest -= 2) radices.Add(rest == 1 ? 2 : 4);
        for (int i = 0; i < eights; i++) radices.Add(8);
        for (int p = 3; n > 1; p += 2)
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
