using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Determinants of square matrices.</summary>
[Op("linalg_det(Tensor A) -> Tensor", Surface = OpSurface.Function)]
internal static class LinalgDet
{
    internal static Tensor Forward(Tensor a)
    {
        (Tensor diagonal, Tensor sign) = Determinants.Of(a, "linalg.det");
        return diagonal.Prod([-1]) * sign;
    }

    // The transposed cofactors: A^-H det(A)^*, with a pivot that is zero moved by a rounding error, as PyTorch does.
    internal static Tensor GradOfA(Tensor grad, Tensor a, Tensor result)
    {
        if (a.Shape[^1] == 1) return grad.Unsqueeze(-1).Unsqueeze(-1).Clone();
        Tensor unit = TensorFunctions.Eye(a.Shape[^1], dtype: a.DType, device: a.Device);
        Tensor sides = (grad * result.Conj()).Unsqueeze(-1).Unsqueeze(-1) * unit;
        if (ThreadState.Current.GradEnabled) return TensorFunctions.LinalgSolve(a.Adjoint(), sides);
        (Tensor factors, Tensor pivots, _) = a.LinalgLuFactorEx();
        double epsilon = a.DType.ToReal() == DType.Float32 ? 1.1920928955078125e-7 : 2.220446049250313e-16;
        Tensor zero = factors.Diagonal(0, -2, -1).Eq(0);
        Tensor moved = factors + (zero.Convert(factors.DType) * epsilon).DiagEmbed();
        // With the moved matrix's own determinant, the cofactors of a matrix of rank n - 1 come out.
        Tensor value = moved.Diagonal(0, -2, -1).Prod([-1]) * Determinants.Sign(pivots, moved.DType);
        return TensorFunctions.LinalgLuSolve(moved, pivots, (grad * value.Conj()).Unsqueeze(-1).Unsqueeze(-1) * unit, adjoint: true);
    }
}
