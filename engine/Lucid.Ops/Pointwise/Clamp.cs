using System;
using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Elements held between two bounds, either of which may be absent.</summary>
[Op("clamp(Tensor input, Tensor|Scalar? min=None, Tensor|Scalar? max=None) -> Tensor", InPlace = true, Aliases = "clip")]
internal static class Clamp
{
    internal static Tensor Forward(Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        if (min is null && max is null) throw new ArgumentValueException("clamp", "clamp: At least one of 'min' or 'max' must not be None", "min");
        if (IsSmall(min) && IsSmall(max) && (input.DType is DType.Float32 or DType.Float64) && input.DeviceType == DeviceType.Cpu)
        {
            var between = new Between(min?.Scalar.ToDouble() ?? double.NegativeInfinity, max?.Scalar.ToDouble() ?? double.PositiveInfinity);
            return PointwiseDispatch.Unary(between, input, DTypeRule.Promote, "clamp", ThreadState.Current);
        }
        Tensor result = input;
        if (min is { } low) result = result.Maximum(low);
        return max is { } high ? result.Minimum(high) : result;
    }

    // Absent, or real and a number of every type that comes here.
    private static bool IsSmall(TensorOrScalar? bound) => bound is not { } given
        || (given.Tensor is null && given.Scalar.Kind != ScalarKind.Complex && !(Math.Abs(given.Scalar.ToDouble()) > float.MaxValue));

    // Numbers: one pass instead of two. What equals a bound stays itself: -0 between 0 and 1 is -0.
    private readonly struct Between(double low, double high) : IUnaryPointwise
    {
        public static ElementTypes Elements => ElementTypes.Float;

        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged =>
            VectorMath.Minimum(VectorMath.Constant<T>(high), VectorMath.Maximum(VectorMath.Constant<T>(low), x));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        // On the bound itself a number keeps the gradient, a tensor takes half of it, as in PyTorch.
        Tensor inside = grad;
        if (min?.Tensor is { } least && max?.Tensor is { } most)
        {
            Tensor onBoth = input.Eq(least).LogicalAnd(input.Eq(most)), onOne = input.Eq(least).LogicalOr(input.Eq(most)).LogicalAnd(least.Lt(most));
            Tensor between = input.Gt(least).LogicalAnd(input.Lt(most)).LogicalOr(onBoth);
            return GradientShape.SumTo(TensorFunctions.Where(between, grad, TensorFunctions.Where(onOne, grad * 0.5, 0)), input.Layout);
        }
        if (min is { } low) inside = TensorFunctions.Where(input.Gt(low), inside, Shared(inside, input, low));
        if (max is { } high) inside = TensorFunctions.Where(input.Lt(high), inside, Shared(inside, input, high));
        return GradientShape.SumTo(inside, input.Layout);
    }

    internal static Tensor GradOfMin(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        Tensor low = min!.Value.Tensor!;
        Tensor below = input.Lt(low);
        if (max is { } high) below = below.LogicalAnd(low.Le(high));
        Tensor tie = input.Eq(low);
        if (max is { } bound) tie = tie.LogicalAnd(low.Lt(bound));
        return GradientShape.Of(low).Fit(TensorFunctions.Where(below, grad, TensorFunctions.Where(tie, grad * 0.5, 0)));
    }

    internal static Tensor GradOfMax(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        Tensor high = max!.Value.Tensor!;
        Tensor above = input.Gt(high);
        if (min is { } low) above = above.LogicalOr(high.Lt(low));
        Tensor tie = input.Eq(high);
        if (min is { } bound) tie = tie.LogicalAnd(high.Gt(bound));
        return GradientShape.Of(high).Fit(TensorFunctions.Where(above, grad, TensorFunctions.Where(tie, grad * 0.5, 0)));
    }

    private static TensorOrScalar Shared(Tensor grad, Tensor input, TensorOrScalar bound) =>
        bound.Tensor is null ? (TensorOrScalar)0 : TensorFunctions.Where(input.Eq(bound), grad * 0.5, 0);
}
