using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * the sum of all products of a batch.</summary>
[Op("addbmm(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true, InPlace = true)]
internal static class Addbmm
{
    internal static Tensor Forward(Tensor input, Tensor batch1, Tensor batch2, Scalar beta, Scalar alpha)
    {
        Tensor products = batch1.Bmm(batch2);
        return ScaledSum.Of(input, products.Sum([0], dtype: products.DType), beta, alpha, "addbmm");
    }
}
