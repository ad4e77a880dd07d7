using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Determinants of square matrices.</summary>
[Op("det(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Det
{
    internal static Tensor Forward(Tensor input) => input.LinalgDet();
}
