using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Cross products of vectors along a dimension of size 3: the first such one when none is given.</summary>
[Op("cross(Tensor input, Tensor other, int? dim=None) -> Tensor", Composite = true)]
internal static class Cross
{
    internal static Tensor Forward(Tensor input, Tensor other, long? dim)
    {
        return CrossProduct.Of(input, other, dim, "cross");
    }
}
