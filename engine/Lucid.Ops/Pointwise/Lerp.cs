using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>Linear interpolation: input + weight * (end - input).</summary>
[Op("lerp(Tensor input, Tensor end, Tensor|Scalar weight) -> Tensor", InPlace = true, Broadcasts = true)]
internal static class Lerp
{
    internal static Tensor Forward(Tensor input, Tensor end, TensorOrScalar weight)
    {
        if (end.DType != input.DType)
            throw new DtypeMismatchException("lerp", "end", input.DType.Name(), end.DType.Name(), "Convert it to input's dtype.");
        if (weight.Tensor is { } given && given.DType != input.DType && !(given.Rank == 0 && given.DType.IsFloatingPoint()))
            throw new DtypeMismatchException("lerp", "weight", input.DType.Name(), given.DType.Name(), "Convert it to input's dtype.");
        if (weight.Tensor is null && input.DType.ItemSize() == 2)
        {
            // The number is not rounded to a half type.
            return TensorFunctions.Lerp(input.Convert(DType.Float32), end.Convert(DType.Float32), weight).Convert(input.DType);
        }
        Tensor factor = weight.Tensor?.Convert(input.DType) ?? TensorFunctions.Full([], weight.Scalar, input.DType, input.Device);
        return PointwiseDispatch.Ternary(new LerpOperator(), input, end, factor, DTypeRule.Promote, "lerp", ThreadState.Current);
    }

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar weight) =>
        weight.Tensor is { } tensor ? grad * (1 - tensor).Conj() : grad * weight.Scalar.Minus(1).Negated().Conjugate();

    internal static Tensor GradOfEnd(Tensor grad, TensorOrScalar weight) => grad * weight.Conj();

    internal static Tensor GradOfWeight(Tensor grad, Tensor input, Tensor end) => grad * (end - input).Conj();
}
