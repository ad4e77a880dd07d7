using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>other - alpha * input.</summary>
[Op("rsub.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class RsubScaled
{
    internal static Tensor Forward(Tensor input, TensorOrScalar other, Scalar alpha) => TensorFunctions.Rsub(input * alpha, other);
}
