using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Inverses of square matrices.</summary>
[Op("linalg_inv(Tensor A) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgInv
{
    internal static Tensor Forward(Tensor a)
    {
        (Tensor inverse, Tensor info) = a.LinalgInvEx();
        LinalgInvEx.Require(info, "linalg.inv");
        return inverse;
    }
}
