using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * (batch1 @ batch2), batch by batch.</summary>
[Op("baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true, InPlace = true)]
internal static class Baddbmm
{
    internal static Tensor Forward(Tensor input, Tensor batch1, Tensor batch2, Scalar beta, Scalar alpha)
    {
        return ScaledSum.Of(input, batch1.Bmm(batch2), beta, alpha, "baddbmm");
    }
}
