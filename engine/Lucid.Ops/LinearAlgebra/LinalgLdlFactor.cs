using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Factors of A = L D L^H, or L D L^T, in one matrix, and their exchanges, for <c>linalg.ldl_solve</c>.</summary>
[Op("linalg_ldl_factor(Tensor A, bool hermitian=True) -> (Tensor LD, Tensor pivots)", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgLdlFactor
{
    internal static (Tensor LD, Tensor Pivots) Forward(Tensor a, bool hermitian)
    {
        (Tensor factors, Tensor pivots, Tensor info) = a.LinalgLdlFactorEx(hermitian);
        LinalgLdlFactorEx.Require(info, "linalg.ldl_factor");
        return (factors, pivots);
    }
}
