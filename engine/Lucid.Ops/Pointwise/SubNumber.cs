using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>A number less each element.</summary>
[Op("sub.number(Scalar input, Tensor other) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function, Aliases = "subtract")]
internal static class SubNumber
{
    internal static Tensor Forward(Scalar input, Tensor other) => TensorFunctions.Rsub(other, input);
}
