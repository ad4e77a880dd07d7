using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Inverses of square matrices.</summary>
[Op("inverse(Tensor input) -> Tensor", Composite = true)]
internal static class Inverse
{
    internal static Tensor Forward(Tensor input) => input.LinalgInv();
}
