using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Norms of matrices over two dimensions: the largest (ord 2, 1, inf) or smallest (-2, -1, -inf) singular value, sum of a column or sum of a row.
/// </summary>
[Op("linalg_matrix_norm(Tensor A, Scalar ord, int[] dim=[-2,-1], bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true,
    Surface = OpSurface.Function)]
internal static class LinalgMatrixNorm
{
    internal static Tensor Forward(Tensor a, Scalar ord, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        (Tensor x, int rows, int columns) = MatrixNorms.Arguments(a, dim, dtype, "linalg.matrix_norm");
        double order = ord.ToDouble(), size = Math.Abs(order);
        if (size != 1 && size != 2 && !double.IsInfinity(size))
            throw new ArgumentValueException("linalg.matrix_norm", $"linalg.matrix_norm: Order {ord} not supported.", "ord");
        if (size == 2) return MatrixNorms.OfSingularValues(x, rows, columns, keepdim, order > 0 ? 1 : -1);
        (int summed, int other) = size == 1 ? (rows, columns) : (columns, rows);
        // Without keepdim a dimension has gone when the second is reduced.
        Tensor sums = x.LinalgVectorNorm(1, [summed], keepdim);
        if (!keepdim && other > summed) other--;
        // The largest of no sums counts as zero.
        if (order > 0 && sums.Shape[other] == 0) return sums.Sum([other], keepdim);
        return order > 0 ? sums.Amax([other], keepdim) : sums.Amin([other], keepdim);
    }
}
