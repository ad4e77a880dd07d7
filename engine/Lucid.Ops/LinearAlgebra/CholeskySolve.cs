using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions X of A X = input, where input2 is the Cholesky factor of A.</summary>
[Op("cholesky_solve(Tensor input, Tensor input2, bool upper=False) -> Tensor")]
internal static class CholeskySolve
{
    internal static Tensor Forward(Tensor input, Tensor input2, bool upper)
    {
        SystemShape.Check(input2, input, true, "cholesky_solve");
        Tensor lower = upper ? input2.Adjoint() : input2;
        Tensor half = TensorFunctions.LinalgSolveTriangular(lower, input, upper: false);
        return TensorFunctions.LinalgSolveTriangular(lower.Adjoint(), half, upper: true);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input2, Layout inputLayout, bool upper) =>
        GradientShape.SumTo(grad.CholeskySolve(input2, upper), inputLayout);

    // The derivative by A = L L^H, both triangles of it, times that of A by L.
    internal static Tensor GradOfInput2(Tensor grad, Tensor input2, Tensor result, Layout input2Layout, bool upper)
    {
        Tensor share = grad.CholeskySolve(input2, upper).Matmul(result.Adjoint());
        return GradientShape.SumTo(OfFactor(share, input2, upper), input2Layout);
    }

    internal static Tensor OfFactor(Tensor share, Tensor factor, bool upper)
    {
        Tensor hermitian = share + share.Adjoint();
        return upper ? -factor.Matmul(hermitian) : -hermitian.Matmul(factor);
    }
}
