using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Each position of a dimension repeated equally often; without a dimension, of the flattened tensor.</summary>
[Op("repeat_interleave.count(Tensor input, int repeats, int? dim=None, *, int? output_size=None) -> Tensor", Composite = true, NoOut = true)]
internal static class RepeatInterleaveCount
{
    internal static Tensor Forward(Tensor input, long repeats, long? dim, long? outputSize)
    {
        if (repeats < 0)
            throw new ArgumentValueException("repeat_interleave", $"repeat_interleave: Repeats must be non-negative, but is {repeats}", "repeats");
        Tensor source = dim is null ? input.Reshape([-1]) : input.Contiguous();
        int at = Dimensions.Normalize(dim ?? 0, source.Rank, "repeat_interleave");
        if (source.Rank == 0) source = source.Reshape([1]);
        long size = source.Shape[at];
        if (outputSize is { } wanted && wanted != size * repeats)
            throw new ArgumentValueException("repeat_interleave",
                $"repeat_interleave: output_size is {wanted}, but {repeats} repeats of {size} positions give {size * repeats}", "output_size");
        Tensor stretched = source.Unsqueeze(at + 1);
        long[] sizes = stretched.Shape.ToArray();
        sizes[at + 1] = repeats;
        long[] joined = source.Shape.ToArray();
        joined[at] = size * repeats;
        return stretched.Expand(sizes).Clone().Reshape(joined);
    }
}
