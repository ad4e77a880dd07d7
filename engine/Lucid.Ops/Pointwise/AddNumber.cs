using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>A number plus each element.</summary>
[Op("add.number(Scalar input, Tensor other) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class AddNumber
{
    internal static Tensor Forward(Scalar input, Tensor other) => other.Add(input);
}
