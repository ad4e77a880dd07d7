using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The tensor laid side by side along each dimension.</summary>
[Op("repeat(Tensor input, int[] repeats) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class Repeat
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> repeats)
    {
        int lead = repeats.Length - input.Rank;
        if (lead < 0)
            throw new ShapeMismatchException("repeat",
                $"repeat: Number of dimensions of repeat dims ({repeats.Length}) can not be smaller than number of dimensions of "
                + $"tensor ({input.Rank})", "repeats");
        // Each dimension becomes a pair (times, size); the first is expanded, then both are joined.
        long[] pairs = new long[2 * repeats.Length];
        long[] expanded = new long[2 * repeats.Length];
        long[] joined = new long[repeats.Length];
        for (int i = 0; i < repeats.Length; i++)
        {
            if (repeats[i] < 0)
                throw new ArgumentValueException("repeat",
                    $"repeat: repeats must not be negative, but got {Layout.Format(repeats)}", "repeats");
            long size = i < lead ? 1 : input.Shape[i - lead];
            pairs[2 * i] = 1;
            pairs[2 * i + 1] = size;
            expanded[2 * i] = repeats[i];
            expanded[2 * i + 1] = size;
            joined[i] = repeats[i] * size;
        }
        return input.Reshape(pairs).Expand(expanded).Reshape(joined).Clone();
    }
}
