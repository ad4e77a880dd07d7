using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>input - alpha * other.</summary>
[Op("sub.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor", InPlace = true, Aliases = "subtract")]
internal static class SubScaled
{
    internal static Tensor Forward(Tensor input, TensorOrScalar other, Scalar alpha) => input.Sub(other.AsTensor() * alpha);

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, DType inputDType) => new GradientShape(inputLayout, inputDType).Fit(grad);

    internal static Tensor GradOfOther(Tensor grad, TensorOrScalar other, Scalar alpha) => GradientShape.Of(other).Fit(grad * -alpha);
}
