using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the element is neither infinite nor NaN.</summary>
[Op("isfinite(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Isfinite
{
    internal static Tensor Forward(Tensor input) => input.Isinf().LogicalOr(input.Isnan()).LogicalNot();
}
