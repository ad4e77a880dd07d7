using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>The smaller of two elements; NaN if either is NaN.</summary>
// "binary" comes before "dim": a tensor of one integer is an operand, not a dimension.
[Op("min.binary(Tensor input, Tensor other) -> Tensor", Composite = true)]
internal static class MinOther
{
    internal static Tensor Forward(Tensor input, Tensor other) => input.Minimum(other);
}
