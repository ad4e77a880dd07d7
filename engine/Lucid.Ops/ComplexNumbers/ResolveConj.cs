using Lucid.Ops.Declaration;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>The tensor itself: nothing is kept lazily conjugated here.</summary>
[Op("resolve_conj(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class ResolveConj
{
    internal static Tensor Forward(Tensor input) => input;
}
