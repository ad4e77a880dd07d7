using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Elements held between two bounds, either of which may be absent.</summary>
[Op("clamp(Tensor input, Tensor|Scalar? min=None, Tensor|Scalar? max=None) -> Tensor", InPlace = true, Broadcasts = true, Aliases = "clip")]
internal static class Clamp
{
    internal static Tensor Forward(Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        if (min is null && max is null) throw new ArgumentValueException("clamp", "clamp: At least one of 'min' or 'max' must not be None", "min");
        Tensor result = input;
        if (min is { } low) result = result.Maximum(low);
        return max is { } high ? result.Minimum(high) : result;
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        // A bound that is reached exactly still passes the gradient on, as in PyTorch.
        Tensor inside = grad;
        if (min is { } low) inside = TensorFunctions.Where(input.Ge(low), inside, 0);
        if (max is { } high) inside = TensorFunctions.Where(input.Le(high), inside, 0);
        return inside;
    }

    // What lies beyond a bound moves with it; where the bounds have crossed, the upper one rules.
    internal static Tensor GradOfMin(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        Tensor low = min!.Value.AsTensor();
        Tensor below = input.Lt(low);
        return TensorFunctions.Where(max is { } high ? below.LogicalAnd(low.Lt(high)) : below, grad, 0);
    }

    internal static Tensor GradOfMax(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        Tensor high = max!.Value.AsTensor();
        Tensor above = input.Gt(high);
        return TensorFunctions.Where(min is { } low ? above.LogicalOr(high.Lt(low)) : above, grad, 0);
    }
}
