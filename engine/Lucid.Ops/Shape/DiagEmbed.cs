using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Matrices, in two new dimensions, with the last dimension on a diagonal and zeros elsewhere.</summary>
[Op("diag_embed(Tensor input, int offset=0, int dim1=-2, int dim2=-1) -> Tensor", Composite = true, NoOut = true)]
internal static class DiagEmbed
{
    internal static Tensor Forward(Tensor input, long offset, long dim1, long dim2)
    {
        int first = Dimensions.Normalize(dim1, input.Rank + 1, "diag_embed", "dim1");
        int second = Dimensions.Normalize(dim2, input.Rank + 1, "diag_embed", "dim2");
        if (first == second)
            throw new ArgumentValueException("diag_embed", $"diag_embed: diagonal dimensions cannot be identical {dim1}, {dim2}", "dim1");
        if (input.Rank == 0) throw new IndexException("diag_embed", "diag_embed: the input needs at least one dimension, but is 0-d", "input");
        long size = input.Shape[^1] + Math.Abs(offset);
        var sizes = new long[input.Rank + 1];
        int at = 0;
        for (int i = 0; i < sizes.Length; i++) sizes[i] = i == first || i == second ? size : input.Shape[at++];
        Tensor result = TensorFunctions.Zeros(sizes, input.DType, input.Device);
        result.Diagonal(offset, first, second).CopyInPlace(input);
        return result;
    }
}
