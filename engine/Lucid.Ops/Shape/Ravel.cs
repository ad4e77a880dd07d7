using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>All elements as a vector without gaps: a view where they lie so already, else a copy.</summary>
[Op("ravel(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Ravel
{
    internal static Tensor Forward(Tensor input) => input.Contiguous().Reshape([-1]);
}
