using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * the sum of all products of a batch.</summary>
[Op("addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true, InPlace = true)]
internal static class Addbmm
{
    internal static Tensor Forward(Tensor input, Tensor batch1, Tensor batch2, Scalar beta, Scalar alpha)
    {
        if (ScaledSum.IsHalf(input, batch1, batch2))
            return Forward(input.Convert(DType.Float32), batch1.Convert(DType.Float32), batch2.Convert(DType.Float32), beta, alpha).Convert(input.DType);
        if (batch1.Rank != 3 || batch2.Rank != 3 || batch1.Shape[0] != batch2.Shape[0] || batch1.Shape[2] != batch2.Shape[1])
            throw new ShapeMismatchException("addbmm",
                $"addbmm: batch1 and batch2 must be batches of matrices that can be multiplied, but are {batch1.Layout} and {batch2.Layout}", "batch2");
        // The sum of all products is one product of matrices laid side by side.
        Tensor left = batch1.Permute([1, 0, 2]).Reshape([batch1.Shape[1], batch1.Shape[0] * batch1.Shape[2]]);
        Tensor right = batch2.Reshape([batch2.Shape[0] * batch2.Shape[1], batch2.Shape[2]]);
        return ScaledSum.Of(input, left.Mm(right), beta, alpha, "addbmm");
    }
}
