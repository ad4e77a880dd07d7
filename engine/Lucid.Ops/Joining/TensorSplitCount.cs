using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of nearly equal pieces along a dimension; the first ones are larger by one where it does not divide.</summary>
[Op("tensor_split.count(Tensor input, int sections, int dim=0) -> Tensor[]", Composite = true, NoOut = true)]
internal static class TensorSplitCount
{
    internal static Tensor[] Forward(Tensor input, long sections, long dim)
    {
        if (input.Rank == 0)
            throw new ShapeMismatchException("tensor_split", "tensor_split: expected at least a 1-dimensional tensor, but got a 0-d tensor", "input");
        int at = Dimensions.Normalize(dim, input.Rank, "tensor_split");
        if (sections <= 0)
            throw new ArgumentValueException("tensor_split", $"tensor_split: number of sections must be larger than 0, got {sections}", "sections");
        (long size, long larger) = Math.DivRem(input.Shape[at], sections);
        var parts = new Tensor[sections];
        long start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            long length = size + (i < larger ? 1 : 0);
            parts[i] = input.Narrow(at, start, length);
            start += length;
        }
        return parts;
    }
}
