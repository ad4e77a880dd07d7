using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * (batch1 @ batch2), batch by batch.</summary>
[Op("baddbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true, InPlace = true)]
internal static class Baddbmm
{
    internal static Tensor Forward(Tensor input, Tensor batch1, Tensor batch2, Scalar beta, Scalar alpha)
    {
        if (ScaledSum.IsHalf(input, batch1, batch2))
            return Forward(input.Convert(DType.Float32), batch1.Convert(DType.Float32), batch2.Convert(DType.Float32), beta, alpha).Convert(input.DType);
        return ScaledSum.Of(input, batch1.Bmm(batch2), beta, alpha, "baddbmm");
    }
}
