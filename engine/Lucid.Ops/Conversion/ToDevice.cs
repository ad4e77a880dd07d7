using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Conversion;

/// <summary>Moves to a device, and converts the element type if one is given.</summary>
[Op("to.device(Tensor input, Device? device=None, ScalarType? dtype=None, bool non_blocking=False, bool copy=False, *, str? memory_format=None) -> Tensor",
    NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToDevice
{
    internal static Tensor Forward(Tensor input, Device? device, DType? dtype, bool nonBlocking, bool copy, string? memoryFormat) =>
        MemoryFormats.Convert(input, dtype, device, copy, memoryFormat);
}
