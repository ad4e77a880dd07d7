using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>A number times each element.</summary>
[Op("mul.number(Scalar input, Tensor other) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function, Aliases = "multiply")]
internal static class MulNumber
{
    internal static Tensor Forward(Scalar input, Tensor other) => other.Mul(input);
}
