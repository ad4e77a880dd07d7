using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to uint8.</summary>
[Op("byte(Tensor input, *, str? memory_format=None) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToByte
{
    internal static Tensor Forward(Tensor input, string? memoryFormat) => MemoryFormats.Convert(input, DType.UInt8, null, false, memoryFormat);
}
