using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>The tensor laid side by side along each dimension; missing leading repetitions count as 1.</summary>
[Op("tile(Tensor input, int[] dims) -> Tensor", Composite = true, NoOut = true)]
internal static class Tile
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dims)
    {
        if (dims.Length >= input.Rank) return input.Repeat(dims);
        var repeats = new long[input.Rank];
        Array.Fill(repeats, 1);
        dims.CopyTo(repeats.AsSpan(repeats.Length - dims.Length));
        return input.Repeat(repeats);
    }
}
