using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>The smaller of two elements; where one is NaN, the other.</summary>
[Op("fmin(Tensor input, Tensor other) -> Tensor", Broadcasts = true)]
internal static class Fmin
{
    internal static Tensor Forward(Tensor input, Tensor other) => Promotion.Of(input, other, DTypeRule.Promote).IsFloatingPoint()
        ? PointwiseDispatch.Binary(new NumberExtremum(false), input, other, DTypeRule.Promote, "fmin", ThreadState.Current)
        : input.Minimum(other);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor other) => Minimum.GradOfInput(grad, input, other);

    internal static Tensor GradOfOther(Tensor grad, Tensor input, Tensor other) => Minimum.GradOfOther(grad, input, other);
}
