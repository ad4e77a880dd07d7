using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * the outer product of two vectors.</summary>
[Op("addr(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true, InPlace = true)]
internal static class Addr
{
    internal static Tensor Forward(Tensor input, Tensor vec1, Tensor vec2, Scalar beta, Scalar alpha)
    {
        if (ScaledSum.IsHalf(input, vec1, vec2))
            return Forward(input.Convert(DType.Float32), vec1.Convert(DType.Float32), vec2.Convert(DType.Float32), beta, alpha).Convert(input.DType);
        Tensor product = vec1.Outer(vec2);
        if (input.DType == DType.Bool && product.DType == DType.Bool)
        {
            // Truth values multiply and add as "and" and "or".
            if (!alpha.ToBool()) product = TensorFunctions.ZerosLike(product);
            return beta.ToBool() ? product.LogicalOr(input) : product;
        }
        return ScaledSum.Of(input.Convert(DTypes.Promote(input.DType, product.DType)), product, beta, alpha, "addr");
    }
}
