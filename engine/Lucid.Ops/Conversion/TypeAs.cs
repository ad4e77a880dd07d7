using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to the element type of another tensor.</summary>
[Op("type_as(Tensor input, Tensor other) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class TypeAs
{
    internal static Tensor Forward(Tensor input, Tensor other) => input.Convert(other.DType);
}
