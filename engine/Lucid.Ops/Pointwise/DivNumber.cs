using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>A number divided by each element.</summary>
[Op("div.number(Scalar input, Tensor other) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function, Aliases = "divide,true_divide")]
internal static class DivNumber
{
    internal static Tensor Forward(Scalar input, Tensor other) => (TensorOrScalar)input / other;
}
