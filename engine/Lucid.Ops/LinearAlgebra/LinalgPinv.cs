using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Pseudo-inverses (Moore-Penrose). Singular values up to max(atol, rtol times the largest) count as zero; rtol is by default the larger
/// dimension times the rounding error of the type, unless atol is given. rcond is rtol's old name.
/// </summary>
[Op("linalg_pinv(Tensor A, Tensor|Scalar? rcond=None, bool hermitian=False, *, Tensor|Scalar? atol=None, Tensor|Scalar? rtol=None) -> Tensor",
    Surface = OpSurface.Function)]
internal static class LinalgPinv
{
    internal static Tensor Forward(Tensor a, TensorOrScalar? rcond, bool hermitian, TensorOrScalar? atol, TensorOrScalar? rtol)
    {
        const string Op = "linalg.pinv";
        Matrices.Matrix(a, Op);
        Matrices.Floating(a, Op);
        if (a.Count == 0)
            return TensorFunctions.Zeros([.. a.Shape[..^2], a.Shape[^1], a.Shape[^2]], a.DType, a.Device);
        if (hermitian)
        {
            (Tensor values, Tensor vectors) = a.LinalgEigh();
            Tensor sizes = values.Abs();
            Tensor kept = sizes.Gt(Matrices.Column(Rank.Tolerance(a, sizes.Amax([-1]), rcond ?? rtol, atol)));
            Tensor inverse = TensorFunctions.Where(kept, values.Reciprocal(), TensorFunctions.ZerosLike(values));
            return (vectors * Matrices.Row(inverse.Convert(a.DType))).Matmul(vectors.Adjoint());
        }
        (Tensor u, Tensor s, Tensor vh) = a.LinalgSvd(false);
        Tensor large = s.Gt(Matrices.Column(Rank.Tolerance(a, s.Narrow(-1, 0, 1).Squeeze([-1]), rcond ?? rtol, atol)));
        Tensor inverted = TensorFunctions.Where(large, s.Reciprocal(), TensorFunctions.ZerosLike(s));
        return (vh.Adjoint() * Matrices.Row(inverted.Convert(a.DType))).Matmul(u.Adjoint());
    }

    // G. Golub and V. Pereyra, SIAM J. Numer. Anal. 10, 1973: the differential of pseudo-inverses.
    internal static Tensor GradOfA(Tensor grad, Tensor a, Tensor result)
    {
        Tensor p = result, adjoint = result.Adjoint(), g = grad.Adjoint();
        if (a.Shape[^2] <= a.Shape[^1])
        {
            Tensor k = g.Matmul(p), turned = k.Matmul(adjoint);
            return turned - p.Matmul(k).Adjoint() - a.Matmul(p).Matmul(turned) + adjoint.Matmul(p).Matmul(g - k.Matmul(a));
        }
        Tensor left = p.Matmul(g), other = adjoint.Matmul(left);
        return other - left.Matmul(p).Adjoint() + (g - a.Matmul(left)).Matmul(p).Matmul(adjoint) - other.Matmul(p).Matmul(a);
    }
}
