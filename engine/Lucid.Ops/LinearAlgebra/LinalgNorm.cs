using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Vector norms over one dimension, matrix norms over two; without ord the root of the sum of squares over the given dimensions or over all.
/// </summary>
[Op("linalg_norm(Tensor A, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true,
    Surface = OpSurface.Function)]
internal static class LinalgNorm
{
    internal static Tensor Forward(Tensor a, Scalar? ord, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        const string Op = "linalg.norm";
        if (ord is not { } order) return a.LinalgVectorNorm(2, dim, keepdim, dtype);
        CheckDimensions(a, dim, Op);
        bool matrix = dim.Length == 2 || (dim.IsEmpty && a.Rank == 2);
        if (!matrix) return a.LinalgVectorNorm(order, dim, keepdim, dtype);
        return a.LinalgMatrixNorm(order, dim.IsEmpty ? [-2, -1] : dim, keepdim, dtype);
    }

    internal static void CheckDimensions(Tensor a, ReadOnlySpan<long> dim, string op)
    {
        if (dim.Length > 2)
            throw new ShapeMismatchException(op, $"{op}: If dim is specified, it must be of length 1 or 2, but has {dim.Length} numbers", "dim");
        if (dim.IsEmpty && a.Rank is not (1 or 2))
            throw new ShapeMismatchException(op,
                $"{op}: If dim is not specified but ord is, the input must be 1D or 2D. Got {a.Rank}D: {a.Layout}", "A");
    }
}
