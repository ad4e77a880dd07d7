using Lucid.Ops.Declaration;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>Whether the tensor is kept lazily negated: never.</summary>
[Op("is_neg(Tensor input) -> bool", Composite = true, NoOut = true)]
internal static class IsNeg
{
    internal static bool Forward(Tensor input) => false;
}
