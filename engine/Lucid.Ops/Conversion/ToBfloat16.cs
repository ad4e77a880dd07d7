using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to bfloat16.</summary>
[Op("bfloat16(Tensor input, *, str? memory_format=None) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToBfloat16
{
    internal static Tensor Forward(Tensor input, string? memoryFormat) => MemoryFormats.Convert(input, DType.BFloat16, null, false, memoryFormat);
}
