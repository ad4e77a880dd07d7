using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>input - alpha * other.</summary>
[Op("sub.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor", InPlace = true, Aliases = "subtract")]
internal static class SubScaled
{
    internal static Tensor Forward(Tensor input, TensorOrScalar other, Scalar alpha)
    {
        Promotion.CheckFactor(Promotion.Of(input, other, DTypeRule.Promote), alpha, "sub", "alpha");
        return input.Sub(other.Tensor is { } tensor ? tensor * alpha : other.Scalar * alpha);
    }

    internal static Tensor GradOfInput(Tensor grad, GradientShape inputShape) => inputShape.Fit(grad);

    internal static Tensor GradOfOther(Tensor grad, GradientShape otherShape, Scalar alpha) => otherShape.Fit(grad * -alpha);
}
