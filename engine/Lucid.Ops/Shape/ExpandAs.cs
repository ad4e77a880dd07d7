using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>Expands to the shape of another tensor.</summary>
[Op("expand_as(Tensor input, Tensor other) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ExpandAs
{
    internal static Tensor Forward(Tensor input, Tensor other) => input.Expand(other.Shape);
}
