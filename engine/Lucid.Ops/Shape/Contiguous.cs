using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor itself when its elements lie in the order of the memory format (row-major, unless told otherwise), else a copy that does.</summary>
[Op("contiguous(Tensor input, *, str? memory_format=None) -> Tensor", NoOut = true)]
internal static class Contiguous
{
    internal static Tensor Forward(Tensor input, string? memoryFormat) => MemoryFormats.Fits(input.Layout, memoryFormat, "contiguous")
        ? input
        : MemoryFormats.Clone(input, memoryFormat, "contiguous");

    internal static Tensor GradOfInput(Tensor grad) => grad;
}
