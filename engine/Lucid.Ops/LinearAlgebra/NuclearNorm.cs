using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sums of the singular values of matrices, by default of the only one.</summary>
[Op("nuclear_norm(Tensor input, int[]? dim=None, bool keepdim=False) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class NuclearNorm
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim) =>
        TensorFunctions.LinalgMatrixNorm(input, "nuc", dim.IsEmpty ? [-2, -1] : dim, keepdim);
}
