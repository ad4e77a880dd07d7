using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Cross products of vectors along a dimension of size 3.</summary>
[Op("linalg_cross(Tensor input, Tensor other, int dim=-1) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgCross
{
    internal static Tensor Forward(Tensor input, Tensor other, long dim)
    {
        return CrossProduct.Of(input, other, dim, "linalg_cross");
    }
}
