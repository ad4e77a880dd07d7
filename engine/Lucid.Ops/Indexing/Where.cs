using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>Elements of input where the condition holds, of other elsewhere, with broadcasting.</summary>
[Op("where(Tensor condition, Tensor|Scalar input, Tensor|Scalar other) -> Tensor", Surface = OpSurface.Function)]
internal static class Where
{
    internal static Tensor Forward(Tensor condition, TensorOrScalar input, TensorOrScalar other) => IndexDispatch.Where(condition, input, other);

    internal static Tensor GradOfInput(Tensor grad, Tensor condition, GradientShape inputShape) =>
        inputShape.Fit(TensorFunctions.Where(condition, grad, 0));

    internal static Tensor GradOfOther(Tensor grad, Tensor condition, GradientShape otherShape) =>
        otherShape.Fit(TensorFunctions.Where(condition, 0, grad));
}
