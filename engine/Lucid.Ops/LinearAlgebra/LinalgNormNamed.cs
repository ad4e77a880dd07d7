using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Matrix norms 'fro' and 'nuc' over two dimensions, or over both of a matrix.</summary>
[Op("linalg_norm.ord_str(Tensor A, str ord, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true,
    Surface = OpSurface.Function)]
internal static class LinalgNormNamed
{
    internal static Tensor Forward(Tensor a, string ord, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        LinalgNorm.CheckDimensions(a, dim, "linalg.norm");
        return TensorFunctions.LinalgMatrixNorm(a, ord, dim.IsEmpty ? [-2, -1] : dim, keepdim, dtype);
    }
}
