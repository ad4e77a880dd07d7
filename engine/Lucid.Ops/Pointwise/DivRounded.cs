using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Quotient, rounded towards zero ('trunc') or down ('floor').</summary>
[Op("div.rounding(Tensor input, Tensor|Scalar other, *, str? rounding_mode) -> Tensor", Broadcasts = true, InPlace = true, Aliases = "divide,true_divide")]
internal static class DivRounded
{
    internal static Tensor Forward(Tensor input, TensorOrScalar other, string? roundingMode) => roundingMode switch
    {
        null => input.Div(other),
        "floor" => input.FloorDivide(other),
        "trunc" => Truncated(input, other),
        _ => throw new ArgumentValueException("div",
            $"div: expected rounding_mode to be one of None, 'trunc', or 'floor' but found '{roundingMode}'", "rounding_mode"),
    };

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar other, string? roundingMode) =>
        roundingMode is null ? grad / other.Conj() : TensorFunctions.ZerosLike(grad);

    internal static Tensor GradOfOther(Tensor grad, Tensor input, TensorOrScalar other, string? roundingMode) => roundingMode is null
        ? grad * (input / (other.AsTensor() * other.AsTensor())).Neg().Conj()
        : TensorFunctions.ZerosLike(grad);

    private static Tensor Truncated(Tensor input, TensorOrScalar other)
    {
        if (Promotion.Of(input, in other, DTypeRule.Promote) > DType.Int64) return input.Div(other).Trunc();
        // What is left after the remainder divides evenly, so rounding down is rounding towards zero.
        return (input - input.Fmod(other)).FloorDivide(other);
    }
}
