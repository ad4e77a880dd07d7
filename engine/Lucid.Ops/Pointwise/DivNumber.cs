using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>A number divided by each element.</summary>
[Op("div.scalar_input(Scalar input, Tensor other, *, str? rounding_mode=None) -> Tensor",
    Composite = true, NoOut = true, Surface = OpSurface.Function, Aliases = "divide,true_divide")]
internal static class DivNumber
{
    internal static Tensor Forward(Scalar input, Tensor other, string? roundingMode) => roundingMode is null
        ? (TensorOrScalar)input / other
        : TensorFunctions.Full([], input, null, other.Device).Div(other, roundingMode);
}
