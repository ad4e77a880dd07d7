using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to an element type.</summary>
[Op("to(Tensor input, ScalarType dtype, bool non_blocking=False, bool copy=False, *, str? memory_format=None) -> Tensor",
    NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class To
{
    internal static Tensor Forward(Tensor input, DType dtype, bool nonBlocking, bool copy, string? memoryFormat) =>
        MemoryFormats.Convert(input, dtype, null, copy, memoryFormat);
}
