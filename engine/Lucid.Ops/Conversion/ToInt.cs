using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to int32.</summary>
[Op("int(Tensor input, *, str? memory_format=None) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToInt
{
    internal static Tensor Forward(Tensor input, string? memoryFormat) => MemoryFormats.Convert(input, DType.Int32, null, false, memoryFormat);
}
