using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to bool.</summary>
[Op("bool(Tensor input, *, str? memory_format=None) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToBool
{
    internal static Tensor Forward(Tensor input, string? memoryFormat) => MemoryFormats.Convert(input, DType.Bool, null, false, memoryFormat);
}
