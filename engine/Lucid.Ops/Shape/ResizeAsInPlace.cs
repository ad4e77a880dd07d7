using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Gives the tensor the shape of another, as resize_ does.</summary>
[Op("resize_as_(Tensor input, Tensor other, *, str? memory_format=None) -> Tensor", Composite = true, NoOut = true)]
internal static class ResizeAsInPlace
{
    internal static Tensor Forward(Tensor input, Tensor other, string? memoryFormat) => memoryFormat == "preserve_format"
        ? input.Resize(other.Shape, MemoryFormats.Suggested(other.Layout))
        : input.Resize(other.Shape, memoryFormat);
}
