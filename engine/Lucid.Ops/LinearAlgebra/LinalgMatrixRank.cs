using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// How many singular values are larger than max(atol, rtol times the largest), or than tol; for Hermitian matrices, magnitudes of eigenvalues.
/// </summary>
[Op("linalg_matrix_rank(Tensor A, Tensor|Scalar? tol=None, bool hermitian=False, *, Tensor|Scalar? atol=None, Tensor|Scalar? rtol=None) -> Tensor",
    Composite = true, Surface = OpSurface.Function)]
internal static class LinalgMatrixRank
{
    internal static Tensor Forward(Tensor a, TensorOrScalar? tol, bool hermitian, TensorOrScalar? atol, TensorOrScalar? rtol)
    {
        const string Op = "linalg.matrix_rank";
        Matrices.Matrix(a, Op);
        Matrices.Floating(a, Op);
        if (hermitian) Matrices.Square(a, Op);
        if (a.Shape[^1] == 0 || a.Shape[^2] == 0) return TensorFunctions.Zeros(a.Shape[..^2], DType.Int64, a.Device);
        Tensor plain = a.Detach();
        Tensor sizes = hermitian ? plain.LinalgEigvalsh().Abs() : plain.LinalgSvdvals();
        Tensor limit = Rank.Tolerance(a, sizes.Amax([-1]), tol is null ? rtol : 0.0, tol ?? atol);
        return sizes.Gt(Matrices.Column(limit)).Sum([-1]);
    }
}
