using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to float64.</summary>
[Op("double(Tensor input, *, str? memory_format=None) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToDouble
{
    internal static Tensor Forward(Tensor input, string? memoryFormat) => MemoryFormats.Convert(input, DType.Float64, null, false, memoryFormat);
}
