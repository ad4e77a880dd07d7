using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Gives the tensor another shape, keeping its elements in row-major order; memory grows when it must, and what is new is undefined.</summary>
[Op("resize_(Tensor input, int[] size, *, str? memory_format=None) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Method)]
internal static class ResizeInPlace
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> size, string? memoryFormat)
    {
        if (input.RequiresGrad) throw new LucidException("resize_", "resize_: cannot resize variables that require grad");
        Layout layout = MemoryFormats.Dense(Layout.Contiguous(size, "resize_"), memoryFormat, "resize_");
        if ((input.Offset + layout.Count) * input.DType.ItemSize() <= input.Storage.Bytes)
        {
            input.Relayout(layout, input.Offset);
            input.BumpVersion();
            return input;
        }
        if (input.Storage.IsBorrowed)
            throw new LucidException("resize_", "resize_: Trying to resize storage that is not resizable: the memory belongs to another library");
        // The block grows: all that it held, before the tensor's first element too, stays in place.
        long held = input.Storage.Bytes / input.DType.ItemSize();
        using Graph.GradMode mode = Graph.GradMode.Off();
        Tensor grown = Tensor.Allocate(Layout.Contiguous([input.Offset + layout.Count], "resize_"), input.DType, input.DeviceType);
        if (held > 0) grown.Narrow(0, 0, held).CopyInPlace(input.Detach().AsStrided([held], [1], 0));
        long offset = input.Offset;
        input.Rebind(grown);
        input.Relayout(layout, offset);
        return input;
    }
}
