using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * (mat @ vec).</summary>
[Op("addmv(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true, InPlace = true)]
internal static class Addmv
{
    internal static Tensor Forward(Tensor input, Tensor mat, Tensor vec, Scalar beta, Scalar alpha)
    {
        return ScaledSum.Of(input, mat.Mv(vec), beta, alpha, "addmv");
    }
}
