using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Vector norm of order p over some dimensions, or over all.</summary>
[Op("norm(Tensor input, Scalar? p=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true)]
internal static class Norm
{
    internal static Tensor Forward(Tensor input, Scalar? p, ReadOnlySpan<long> dim, bool keepdim, DType? dtype) =>
        input.LinalgVectorNorm(p ?? 2, dim, keepdim, dtype);
}
