using Lucid.Ops.Declaration;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>Whether the tensor is kept lazily conjugated: never.</summary>
[Op("is_conj(Tensor input) -> bool", Composite = true, NoOut = true)]
internal static class IsConj
{
    internal static bool Forward(Tensor input) => false;
}
