using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Eigenvalues of square matrices, complex.</summary>
[Op("linalg_eigvals(Tensor A) -> Tensor", Surface = OpSurface.Function)]
internal static class LinalgEigvals
{
    internal static Tensor Forward(Tensor a) => LinalgEig.Decompose(a, false, "linalg.eigvals").Values;

    internal static Tensor GradOfA(Tensor grad, Tensor a, DType aDType)
    {
        (_, Tensor vectors) = a.LinalgEig();
        Tensor adjoint = vectors.Adjoint(), gradient = TensorFunctions.LinalgSolve(adjoint, Matrices.Column(grad) * adjoint);
        return aDType.IsComplex() ? gradient : gradient.Real();
    }
}
