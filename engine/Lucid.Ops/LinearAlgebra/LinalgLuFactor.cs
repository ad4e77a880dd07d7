using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Factors of P A = L U in one matrix, and the rows exchanged with each row in turn (int32, from 1).</summary>
[Op("linalg_lu_factor(Tensor A, *, bool pivot=True) -> (Tensor LU, Tensor pivots)", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgLuFactor
{
    internal static (Tensor LU, Tensor Pivots) Forward(Tensor a, bool pivot)
    {
        (Tensor factors, Tensor pivots, Tensor info) = a.LinalgLuFactorEx(pivot);
        LinalgLuFactorEx.Require(info, "linalg.lu_factor");
        return (factors, pivots);
    }
}
