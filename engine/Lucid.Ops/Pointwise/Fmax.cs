using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>The larger of two elements; where one is NaN, the other.</summary>
[Op("fmax(Tensor input, Tensor other) -> Tensor", Broadcasts = true)]
internal static class Fmax
{
    internal static Tensor Forward(Tensor input, Tensor other) => Promotion.Of(input, other, DTypeRule.Promote).IsFloatingPoint()
        ? PointwiseDispatch.Binary(new NumberExtremum(true), input, other, DTypeRule.Promote, "fmax", ThreadState.Current)
        : input.Maximum(other);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor other) => Maximum.GradOfInput(grad, input, other);

    internal static Tensor GradOfOther(Tensor grad, Tensor input, Tensor other) => Maximum.GradOfOther(grad, input, other);
}
