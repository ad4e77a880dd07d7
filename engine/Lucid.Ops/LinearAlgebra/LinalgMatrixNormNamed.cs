using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Norms of matrices over two dimensions: the root of the sum of squares ('fro'), or the sum of the singular values ('nuc').</summary>
[Op("linalg_matrix_norm.str_ord(Tensor A, str ord='fro', int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true,
    Surface = OpSurface.Function)]
internal static class LinalgMatrixNormNamed
{
    internal static Tensor Forward(Tensor a, string ord, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        (Tensor x, int rows, int columns) = MatrixNorms.Arguments(a, dim, dtype, "linalg.matrix_norm");
        return ord switch
        {
            "fro" => x.LinalgVectorNorm(2, [rows, columns], keepdim),
            "nuc" => MatrixNorms.OfSingularValues(x, rows, columns, keepdim, 0),
            _ => throw new ArgumentValueException("linalg.matrix_norm", $"linalg.matrix_norm: Order {ord} not supported.", "ord"),
        };
    }
}
