using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A copy with memory of its own; a dense tensor keeps the order of its dimensions unless a memory format is given.</summary>
[Op("clone(Tensor input, *, str? memory_format=None) -> Tensor", NoOut = true)]
internal static class Clone
{
    internal static Tensor Forward(Tensor input, string? memoryFormat) => MemoryFormats.Clone(input, memoryFormat ?? "preserve_format", "clone");

    internal static Tensor GradOfInput(Tensor grad) => grad;
}
