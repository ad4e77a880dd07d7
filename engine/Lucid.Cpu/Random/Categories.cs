using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Sort;
using Lucid.Memory;

namespace Lucid.Cpu.Random;

/// <summary>Indices drawn in proportion to weights.</summary>
public static unsafe class Categories
{
    // Searches that share the latency of their memory accesses.
    private const int Together = 512;

    /// <summary>
    /// For each row of weights, samples indices: with replacement by inverting the running sum, without by the smallest of
    /// exponential arrival times whose rates are the weights.
    /// </summary>
    public static void Draw(double* weights, nint rows, nint categories, long* target, nint samples, bool replacement, ulong seed, ulong offset)
    {
        using Workspace scratch = new(categories * (sizeof(double) + sizeof(int)));
        Span<double> keys = new(scratch.Pointer, (int)categories);
        Span<int> order = new((double*)scratch.Pointer + categories, (int)categories);
        for (nint row = 0; row < rows; row++, weights += categories, target += samples)
        {
            ulong position = offset + (ulong)(row * (replacement ? samples : categories));
            if (replacement) Replaced(weights, keys, target, samples, seed, position);
            else Kept(weights, keys, order, target, samples, seed, position);
        }
    }

    [SkipLocalsInit]
    private static void Replaced(double* weights, Span<double> sums, long* target, nint samples, ulong seed, ulong position)
    {
        double sum = 0;
        int last = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            if (weights[i] > 0) last = i;
            sums[i] = sum += weights[i];
        }
        double* numbers = stackalloc double[ElementBlocks.Numbers];
        double* at = stackalloc double[Together];
        fixed (double* row = sums)
        {
            for (nint s = 0; s < samples; s += Together)
            {
                int count = (int)nint.Min(Together, samples - s);
                for (int i = 0; i < count; i += ElementBlocks.Positions)
                {
                    var blocks = new ElementBlocks(seed, position + (ulong)(s + i), numbers);
                    for (int k = 0; k < ElementBlocks.Positions && i + k < count; k++)
                    {
                        var stream = new ElementStream(&blocks, k);
                        at[i + k] = stream.Next() * sum;
                    }
                }
                // The first running sum above the number; categories of weight 0 raise no sum and are never met.
                Searching.Run(row, null, last, at, target + s, count, 0, true);
            }
        }
    }

    [SkipLocalsInit]
    private static void Kept(double* weights, Span<double> times, Span<int> order, long* target, nint samples, ulong seed, ulong position)
    {
        double* numbers = stackalloc double[ElementBlocks.Numbers];
        ElementBlocks blocks = default;
        for (int i = 0; i < times.Length; i++)
        {
            if (i % ElementBlocks.Positions == 0) blocks = new ElementBlocks(seed, position + (ulong)i, numbers);
            var stream = new ElementStream(&blocks, i % ElementBlocks.Positions);
            times[i] = weights[i] > 0 ? -Math.Log(1 - stream.Next()) / weights[i] : double.PositiveInfinity;
            order[i] = i;
        }
        times.Sort(order);
        for (int i = 0; i < samples; i++) target[i] = order[i];
    }
}
