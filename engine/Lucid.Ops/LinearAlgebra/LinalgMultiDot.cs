using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Product of two or more matrices in the order with the fewest multiplications; the first may be a row, the last a column.</summary>
[Op("linalg_multi_dot(Tensor[] tensors) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgMultiDot
{
    internal static Tensor Forward(ReadOnlySpan<Tensor> tensors)
    {
        const string Op = "linalg.multi_dot";
        if (tensors.Length < 2)
            throw new ArgumentValueException(Op, $"{Op}: expected at least 2 tensors but got {tensors.Length}", "tensors");
        for (int i = 0; i < tensors.Length; i++)
        {
            bool end = i == 0 || i == tensors.Length - 1;
            if (tensors[i].Rank != 2 && !(end && tensors[i].Rank == 1))
                throw new ShapeMismatchException(Op,
                    $"{Op}: tensor {i} must be {(end ? "1D or 2D" : "2D")} but got {tensors[i].Rank}D: {tensors[i].Layout}", "tensors");
            if (tensors[i].DType != tensors[0].DType)
                throw new DtypeMismatchException(Op, $"tensors[{i}]", $"of the same dtype as the first ({tensors[0].DType.Name()})", tensors[i].DType.Name());
        }
        bool row = tensors[0].Rank == 1, column = tensors[^1].Rank == 1;
        Tensor[] matrices = tensors.ToArray();
        if (row) matrices[0] = matrices[0].Unsqueeze(0);
        if (column) matrices[^1] = matrices[^1].Unsqueeze(-1);
        Tensor product = MatrixChain.Product(matrices, Op);
        if (column) product = product.Squeeze([-1]);
        return row ? product.Squeeze([0]) : product;
    }
}
