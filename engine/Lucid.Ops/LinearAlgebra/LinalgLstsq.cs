using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// The X that makes the norm of A X - B least, and among those has the least norm itself; the ranks of A and its singular values, which are
/// empty where the driver ('gels', 'gelsy', 'gelsd', 'gelss') does not give them.
/// </summary>
[Op("_linalg_lstsq(Tensor A, Tensor B, float? rcond, str driver) -> (Tensor solution, Tensor rank, Tensor singular_values)", NoOut = true,
    Surface = OpSurface.Function)]
internal static class LinalgLstsq
{
    internal static (Tensor Solution, Tensor Rank, Tensor SingularValues) Forward(Tensor a, Tensor b, double? rcond, string driver)
    {
        const string Op = "linalg.lstsq";
        Matrices.Matrix(a, Op);
        Matrices.Floating(a, Op);
        Matrices.Alike(a, b, Op);
        Matrices.Matrix(b, Op, "B");
        if (a.Shape[^2] != b.Shape[^2])
            throw new ShapeMismatchException(Op, $"{Op}: input.size(-2) should match other.size(-2), but A is {a.Layout} and B is {b.Layout}", "B");
        if (driver is not ("gels" or "gelsy" or "gelsd" or "gelss"))
            throw new ArgumentValueException(Op, $"{Op}: parameter `driver` should be one of (gels, gelsy, gelsd, gelss), but is '{driver}'", "driver");
        Tensor noRank = TensorFunctions.Empty([0], dtype: DType.Int64, device: a.Device);
        Tensor noValues = TensorFunctions.Empty([0], dtype: a.DType.ToReal(), device: a.Device);
        if (a.Count == 0 || b.Count == 0)
        {
            long[] batch = Matrices.CommonBatch(a.Shape[..^2], b.Shape[..^2], Op);
            Tensor none = TensorFunctions.Zeros([.. batch, a.Shape[^1], b.Shape[^1]], a.DType, a.Device);
            return (none, driver == "gels" ? noRank : TensorFunctions.Zeros(a.Shape[..^2], DType.Int64, a.Device), noValues);
        }
        long[] shared = Matrices.CommonBatch(a.Shape[..^2], b.Shape[..^2], Op);
        if (driver == "gels") return (Matrices.Copy(FullRank(a, b), a.DType, shared), noRank, noValues);
        (Tensor u, Tensor s, Tensor vh) = a.LinalgSvd(false);
        double epsilon = a.DType.ToReal() == DType.Float32 ? 1.1920928955078125e-7 : 2.220446049250313e-16;
        double limit = rcond is { } given && given >= 0 ? given : epsilon * Math.Max(a.Shape[^1], a.Shape[^2]);
        Tensor large = s.Gt(s.Narrow(-1, 0, 1) * limit);
        Tensor inverse = TensorFunctions.Where(large, s.Reciprocal(), TensorFunctions.ZerosLike(s)).Convert(a.DType);
        Tensor solution = vh.Adjoint().Matmul(Matrices.Column(inverse) * u.Adjoint().Matmul(b));
        return (Matrices.Copy(solution, a.DType, shared), large.Sum([-1]), driver == "gelsy" ? noValues : s);
    }

    private static Tensor FullRank(Tensor a, Tensor b)
    {
        bool wide = a.Shape[^2] < a.Shape[^1];
        (Tensor q, Tensor r) = (wide ? a.Adjoint() : a).LinalgQr();
        return wide
            ? q.Matmul(TensorFunctions.LinalgSolveTriangular(r.Adjoint(), b, upper: false))
            : TensorFunctions.LinalgSolveTriangular(r, q.Adjoint().Matmul(b), upper: true);
    }

    // X is the pseudo-inverse times B.
    internal static Tensor GradOfA(Tensor gradSolution, Tensor a, Tensor b, Layout aLayout, Layout bLayout, double? rcond, string driver)
    {
        Tensor inverse = a.LinalgPinv();
        Tensor gradient = LinalgPinv.GradOfA(GradientShape.SumTo(gradSolution.Matmul(b.Adjoint()), inverse.Layout), a, inverse);
        return GradientShape.SumTo(gradient, aLayout);
    }

    internal static Tensor GradOfB(Tensor gradSolution, Tensor a, Layout bLayout) =>
        GradientShape.SumTo(a.LinalgPinv().Adjoint().Matmul(gradSolution), bLayout);
}
