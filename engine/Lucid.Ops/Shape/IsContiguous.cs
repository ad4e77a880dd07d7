using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>True when the elements lie without gaps in the order of the memory format (row-major, unless told otherwise).</summary>
[Op("is_contiguous(Tensor input, *, str? memory_format=None) -> bool", NoOut = true, Surface = OpSurface.Method)]
internal static class IsContiguous
{
    internal static bool Forward(Tensor input, string? memoryFormat) => MemoryFormats.Fits(input.Layout, memoryFormat, "is_contiguous");
}
