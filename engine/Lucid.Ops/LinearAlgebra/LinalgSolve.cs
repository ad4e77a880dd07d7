using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions X of A X = B, or of X A = B, for square matrices with an inverse.</summary>
[Op("linalg_solve(Tensor A, Tensor B, *, bool left=True) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgSolve
{
    internal static Tensor Forward(Tensor a, Tensor b, bool left)
    {
        (Tensor result, Tensor info) = TensorFunctions.LinalgSolveEx(a, b, left);
        LinalgSolveEx.Require(info, "linalg.solve");
        return result;
    }
}
