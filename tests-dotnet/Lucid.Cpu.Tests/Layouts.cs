using System;
using System.Collections.Generic;

namespace Lucid.Cpu.Tests;

/// <summary>Element strides to lay one shape out in different ways.</summary>
internal static class Layouts
{
    internal static readonly string[] Names = ["dense", "transposed", "stepped", "broadcast-first", "broadcast-last", "scalar"];

    internal static long[] Strides(string name, long[] shape)
    {
        int rank = shape.Length;
        long[] strides = new long[rank];
        long step = name == "stepped" ? 3 : 1;
        if (name == "transposed")
            for (int d = 0; d < rank; d++)
            {
                strides[d] = step;
                step *= Math.Max(1, shape[d]);
            }
        else
            for (int d = rank - 1; d >= 0; d--)
            {
                bool repeated = name == "scalar" || (name == "broadcast-first" && d == 0) || (name == "broadcast-last" && d == rank - 1);
                strides[d] = repeated ? 0 : step;
                if (!repeated) step *= Math.Max(1, shape[d]);
            }
        return strides;
    }

    internal static long Span(long[] shape, long[] strides)
    {
        long last = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            if (shape[d] == 0) return 0;
            last += (shape[d] - 1) * strides[d];
        }
        return last;
    }

    internal static IEnumerable<long[]> Indices(long[] shape)
    {
        foreach (long size in shape)
            if (size == 0) yield break;
        long[] index = new long[shape.Length];
        while (true)
        {
            yield return index;
            int d = shape.Length - 1;
            for (; d >= 0; d--)
            {
                if (++index[d] < shape[d]) break;
                index[d] = 0;
            }
            if (d < 0) yield break;
        }
    }

    internal static long Offset(long[] index, long[] strides)
    {
        long offset = 0;
        for (int d = 0; d < index.Length; d++) offset += index[d] * strides[d];
        return offset;
    }

    /// <summary>Shapes that reach every path: empty, scalar, primes, one more and one less than vectors and blocks.</summary>
    internal static readonly long[][] Shapes =
    [
        [], [0], [1], [3], [7], [8], [9], [15], [16], [17], [31], [33], [64], [65], [127], [1021], [4099], [70001],
        [0, 5], [5, 0], [1, 1], [2, 3], [7, 5], [5, 64], [3, 65], [64, 3], [97, 131], [300, 1], [1, 300], [2000, 3],
        [2, 3, 5], [4, 1, 9], [3, 7, 49], [13, 8, 17], [2, 3, 4, 5], [3, 2, 1, 70],
    ];
}
