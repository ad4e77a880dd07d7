using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Matrices put along the diagonal of a matrix of zeros; vectors are rows.</summary>
[Op("_block_diag(Tensor[] tensors) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class BlockDiag
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors)
    {
        if (tensors.IsEmpty) return TensorFunctions.Zeros([1, 0]);
        DType type = tensors[0].DType;
        long rows = 0, columns = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            if (tensors[i].Rank > 2)
                throw new ShapeMismatchException("block_diag",
                    $"block_diag: Input tensors must have 2 or fewer dimensions. Input {i} has {tensors[i].Rank} dimensions", "tensors");
            type = DTypes.Promote(type, tensors[i].DType);
            rows += tensors[i].Rank == 2 ? tensors[i].Shape[0] : 1;
            columns += tensors[i].Rank == 0 ? 1 : tensors[i].Shape[^1];
        }
        Tensor result = TensorFunctions.Zeros([rows, columns], type, tensors[0].Device);
        long row = 0, column = 0;
        foreach (Tensor tensor in tensors)
        {
            long height = tensor.Rank == 2 ? tensor.Shape[0] : 1, width = tensor.Rank == 0 ? 1 : tensor.Shape[^1];
            result.Narrow(0, row, height).Narrow(1, column, width).CopyInPlace(tensor.Reshape([height, width]));
            row += height;
            column += width;
        }
        return result;
    }
}
