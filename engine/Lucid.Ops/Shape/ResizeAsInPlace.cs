using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>Gives the tensor the shape of another, as resize_ does.</summary>
[Op("resize_as_(Tensor input, Tensor other) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Method)]
internal static class ResizeAsInPlace
{
    internal static Tensor Forward(Tensor input, Tensor other) => input.Resize(other.Shape);
}
