using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Frobenius norm ('fro') over some dimensions, or over all; nuclear norm ('nuc') over two.</summary>
[Op("norm.named(Tensor input, str p, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true)]
internal static class NormNamed
{
    internal static Tensor Forward(Tensor input, string p, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        if (p == "nuc") return TensorFunctions.LinalgMatrixNorm(input, p, dim.IsEmpty ? [-2, -1] : dim, keepdim, dtype);
        if (p != "fro") throw new ArgumentValueException("norm", $"norm: p must be a number, 'fro' or 'nuc', but is '{p}'", "p");
        return input.LinalgVectorNorm(2, dim, keepdim, dtype);
    }
}
