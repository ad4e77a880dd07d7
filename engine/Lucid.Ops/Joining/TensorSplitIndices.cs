using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of the pieces between given positions of a dimension, as Python slices would cut them.</summary>
[Op("tensor_split.indices(Tensor input, int[] indices, int dim=0) -> Tensor[]", Composite = true, NoOut = true)]
internal static class TensorSplitIndices
{
    internal static Tensor[] Forward(Tensor input, ReadOnlySpan<long> indices, long dim)
    {
        if (input.Rank == 0)
            throw new ShapeMismatchException("tensor_split", "tensor_split: expected at least a 1-dimensional tensor, but got a 0-d tensor", "input");
        int at = Dimensions.Normalize(dim, input.Rank, "tensor_split");
        var parts = new Tensor[indices.Length + 1];
        long start = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            parts[i] = input.Slice(at, start, indices[i]);
            start = indices[i];
        }
        parts[^1] = input.Slice(at, start);
        return parts;
    }
}
