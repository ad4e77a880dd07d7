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
        if (min is { Tensor: null } least && max is { Tensor: null } most && (input.DType is DType.Float32 or DType.Float64)
            && input.DeviceType == DeviceType.Cpu && IsSmall(least.Scalar) && IsSmall(most.Scalar))
        {
            var between = new Between(least.Scalar.ToDouble(), most.Scalar.ToDouble());
            return PointwiseDispatch.Unary(between, input, DTypeRule.Promote, "clamp", ThreadState.Current);
        }
        Tensor result = input;
        if (min is { } low) result = result.Maximum(low);
        return max is { } high ? result.Minimum(high) : result;
    }

    // Real, and a number of every type that comes here.
    private static bool IsSmall(Scalar bound) => bound.Kind != ScalarKind.Complex && !(Math.Abs(bound.ToDouble()) > float.MaxValue);

    // Two numbers: one pass instead of two.
    private readonly struct Between(double low, double high) : IUnaryPointwise
    {
        public static ElementTypes Elements => ElementTypes.Float;

        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged =>
            VectorMath.Minimum(VectorMath.Maximum(x, VectorMath.Constant<T>(low)), VectorMath.Constant<T>(high));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        // A bound that is reached exactly still passes the gradient on, as in PyTorch.
        Tensor inside = grad;
        if (min is { } low) inside = TensorFunctions.Where(input.Ge(low), inside, 0);
        if (max is { } high) inside = TensorFunctions.Where(input.Le(high), inside, 0);
        return GradientShape.SumTo(inside, input.Layout);
    }

    internal static Tensor GradOfMin(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        Tensor low = min!.Value.Tensor!;
        Tensor below = input.Lt(low);
        if (max is { } high) below = below.LogicalAnd(low.Lt(high));
        return GradientShape.Of(low).Fit(TensorFunctions.Where(below, grad, 0));
    }

    internal static Tensor GradOfMax(Tensor grad, Tensor input, TensorOrScalar? min, TensorOrScalar? max)
    {
        Tensor high = max!.Value.Tensor!;
        Tensor above = input.Gt(high);
        if (min is { } low) above = above.LogicalOr(high.Lt(low));
        return GradientShape.Of(high).Fit(TensorFunctions.Where(above, grad, 0));
    }
}
