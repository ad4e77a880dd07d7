using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the element is not a number.</summary>
[Op("isnan(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Isnan
{
    internal static Tensor Forward(Tensor input) => input.Ne(input);
}
