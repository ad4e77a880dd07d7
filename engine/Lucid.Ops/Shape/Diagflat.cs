using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>A matrix with all elements, flattened, on a diagonal.</summary>
[Op("diagflat(Tensor input, int offset=0) -> Tensor", Composite = true, NoOut = true)]
internal static class Diagflat
{
    internal static Tensor Forward(Tensor input, long offset) => input.Reshape([-1]).DiagEmbed(offset);
}
