using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to int8.</summary>
[Op("char(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToChar
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Int8);
}
