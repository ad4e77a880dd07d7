using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Takes the element type and device of another tensor.</summary>
[Op("to.other(Tensor input, Tensor other, bool non_blocking=False, bool copy=False, *, str? memory_format=None) -> Tensor",
    NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToOther
{
    internal static Tensor Forward(Tensor input, Tensor other, bool nonBlocking, bool copy, string? memoryFormat) =>
        MemoryFormats.Convert(input, other.DType, other.Device, copy, memoryFormat);
}
