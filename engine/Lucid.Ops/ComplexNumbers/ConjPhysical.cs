using Lucid.Ops.Declaration;

namespace Lucid.Ops.ComplexNumbers;

/// <summary>The complex conjugate; real tensors are returned as they are.</summary>
[Op("conj_physical(Tensor input) -> Tensor", Composite = true, InPlace = true)]
internal static class ConjPhysical
{
    internal static Tensor Forward(Tensor input) => input.Conj();
}
