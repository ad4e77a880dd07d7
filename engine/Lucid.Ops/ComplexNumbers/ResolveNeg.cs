using Lucid.Ops.Declaration;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>The tensor itself: nothing is kept lazily negated here.</summary>
[Op("resolve_neg(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class ResolveNeg
{
    internal static Tensor Forward(Tensor input) => input;
}
