using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to int16.</summary>
[Op("short(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToShort
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Int16);
}
