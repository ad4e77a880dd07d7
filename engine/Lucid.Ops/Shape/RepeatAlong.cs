using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor laid side by side along one dimension.</summary>
[Op("repeat.along(Tensor input, int repeats, int dim) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class RepeatAlong
{
    internal static Tensor Forward(Tensor input, long repeats, long dim)
    {
        var counts = new long[Math.Max(input.Rank, 1)];
        Array.Fill(counts, 1);
        counts[Dimensions.Normalize(dim, input.Rank, "repeat")] = repeats;
        return input.Repeat(counts);
    }
}
