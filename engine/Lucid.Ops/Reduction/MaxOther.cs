using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>The larger of two elements; NaN if either is NaN.</summary>
// "binary" comes before "dim": a tensor of one integer is an operand, not a dimension.
[Op("max.binary(Tensor input, Tensor other) -> Tensor", Composite = true)]
internal static class MaxOther
{
    internal static Tensor Forward(Tensor input, Tensor other) => input.Maximum(other);
}
