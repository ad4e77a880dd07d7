using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>input + alpha * other.</summary>
[Op("add.alpha(Tensor input, Tensor|Scalar other, *, Scalar alpha) -> Tensor", InPlace = true)]
internal static class AddScaled
{
    internal static Tensor Forward(Tensor input, TensorOrScalar other, Scalar alpha)
    {
        Promotion.CheckFactor(Promotion.Of(input, other, DTypeRule.Promote), alpha, "add", "alpha");
        return input.Add(other.Tensor is { } tensor ? tensor * alpha : other.Scalar * alpha);
    }

    internal static Tensor GradOfInput(Tensor grad, GradientShape inputShape) => inputShape.Fit(grad);

    internal static Tensor GradOfOther(Tensor grad, GradientShape otherShape, Scalar alpha) => otherShape.Fit(grad * alpha);
}
