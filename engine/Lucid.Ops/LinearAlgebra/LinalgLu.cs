using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>P, L and U with A = P L U: a permutation, a lower triangle with unit diagonal, an upper triangle.</summary>
[Op("linalg_lu(Tensor A, *, bool pivot=True) -> (Tensor P, Tensor L, Tensor U)", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgLu
{
    internal static (Tensor P, Tensor L, Tensor U) Forward(Tensor a, bool pivot)
    {
        (Tensor factors, Tensor pivots, _) = a.LinalgLuFactorEx(pivot);
        return TensorFunctions.LuUnpack(factors, pivots);
    }
}
