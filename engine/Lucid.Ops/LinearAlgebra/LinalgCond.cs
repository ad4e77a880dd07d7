using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Condition numbers: the norm of A times that of its inverse; p None, 2 and -2 are ratios of singular values.</summary>
[Op("linalg_cond(Tensor A, Scalar? p=None) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgCond
{
    internal static Tensor Forward(Tensor a, Scalar? p)
    {
        const string Op = "linalg.cond";
        Matrices.Matrix(a, Op);
        double order = p?.ToDouble() ?? 2;
        if (Math.Abs(order) != 2) return ByInverse(a, Op, inverse => inverse.LinalgMatrixNorm(p!.Value));
        if (a.Count == 0) throw new ShapeMismatchException(Op, $"{Op}: The input tensor must not be empty when p is None, 2 or -2, but is {a.Layout}", "A");
        Tensor values = a.LinalgSvdvals(), first = values.Select(-1, 0), last = values.Select(-1, -1);
        return order > 0 ? first / last : last / first;
    }

    /// <summary>The product of two norms; infinite where there is no inverse.</summary>
    internal static Tensor ByInverse(Tensor a, string op, Func<Tensor, Tensor> norm)
    {
        Matrices.Square(a, op);
        if (a.Count == 0) return TensorFunctions.Zeros(a.Shape[..^2], a.DType.ToReal(), a.Device);
        (Tensor inverse, Tensor info) = a.LinalgInvEx();
        Tensor result = norm(a) * norm(inverse);
        return result.MaskedFill(info.Ne(0), double.PositiveInfinity);
    }
}
