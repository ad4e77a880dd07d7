using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Cholesky factors L with A = L L^H of Hermitian positive definite matrices, or U = L^H.</summary>
[Op("linalg_cholesky(Tensor A, *, bool upper=False) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgCholesky
{
    internal static Tensor Forward(Tensor a, bool upper)
    {
        (Tensor l, Tensor info) = a.LinalgCholeskyEx(upper);
        LinalgCholeskyEx.Require(info, "linalg.cholesky");
        return l;
    }
}
