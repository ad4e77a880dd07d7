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

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor other) => TensorFunctions.Where(Takes(input, other), grad, 0);

    internal static Tensor GradOfOther(Tensor grad, Tensor input, Tensor other) => TensorFunctions.Where(Takes(input, other), 0, grad);

    // A tie goes to the first, as in PyTorch.
    private static Tensor Takes(Tensor input, Tensor other) => input.Ge(other).LogicalOr(other.Isnan());
}
