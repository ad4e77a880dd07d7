using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Quotient, rounded towards zero ('trunc') or down ('floor').</summary>
[Op("div.rounding(Tensor input, Tensor|Scalar other, *, str? rounding_mode) -> Tensor", Composite = true, InPlace = true, Aliases = "divide,true_divide")]
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

    private static Tensor Truncated(Tensor input, TensorOrScalar other)
    {
        Tensor remainder = input.Fmod(other);
        // What is left after the remainder divides evenly, so rounding down is rounding towards zero.
        return (input - remainder).FloorDivide(other);
    }
}
