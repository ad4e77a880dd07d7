using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to uint8.</summary>
[Op("byte(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToByte
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.UInt8);
}
