using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Eigenvalues of Hermitian matrices in ascending order, read in their lower ('L') or upper ('U') triangle.</summary>
[Op("linalg_eigvalsh(Tensor A, str UPLO='L') -> Tensor", Surface = OpSurface.Function)]
internal static class LinalgEigvalsh
{
    internal static Tensor Forward(Tensor a, string uPLO) => LinalgEigh.Decompose(a, uPLO, false, "linalg.eigvalsh").Values;

    // The vectors are not worth their while before a gradient is asked for.
    internal static Tensor GradOfA(Tensor grad, Tensor a, string uPLO)
    {
        (_, Tensor vectors) = a.LinalgEigh(uPLO);
        return (vectors * Matrices.Row(grad.Convert(vectors.DType))).Matmul(vectors.Adjoint());
    }
}
