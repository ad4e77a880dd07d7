using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Each position of a dimension repeated as often as repeats says; without a dimension, of the flattened tensor.</summary>
[Op("repeat_interleave(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None) -> Tensor", Composite = true, NoOut = true)]
internal static class RepeatInterleave
{
    internal static Tensor Forward(Tensor input, Tensor repeats, long? dim, long? outputSize)
    {
        Tensor source = dim is null ? input.Reshape([-1]) : input;
        int at = Dimensions.Normalize(dim ?? 0, source.Rank, "repeat_interleave");
        if (source.Rank == 0) source = source.Reshape([1]);
        long size = source.Shape[at];
        if (repeats.Rank > 1 || (repeats.Count != 1 && repeats.Count != size))
            throw new ShapeMismatchException("repeat_interleave",
                $"repeat_interleave: repeats must be 0-dim or 1-dim tensor of the size of dimension {at} ({size}), but is {repeats.Layout}", "repeats");
        return source.IndexSelect(at, TensorFunctions.RepeatInterleave(repeats.Reshape([-1]).Expand([size]), outputSize));
    }
}
