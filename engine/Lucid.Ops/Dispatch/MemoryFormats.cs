using System;

namespace Lucid.Ops.Dispatch;

/// <summary>The orders in which PyTorch lays dimensions into memory: row-major, or with channels (dimension 1) innermost.</summary>
internal static class MemoryFormats
{
    /// <summary>A dense layout of the sizes in a format; null and <c>preserve_format</c> mean row-major.</summary>
    /// <exception cref="ShapeMismatchException">The format asks for another number of dimensions.</exception>
    internal static Layout Dense(Layout layout, string? format, string op)
    {
        switch (format)
        {
            case null or "contiguous_format" or "preserve_format":
                return layout.ToContiguous();
            case "channels_last":
                return ChannelsLast(layout, 4, format, op);
            case "channels_last_3d":
                return ChannelsLast(layout, 5, format, op);
            default:
                throw new ArgumentValueException(op,
                    $"{op}: memory_format must be lucid.contiguous_format, lucid.preserve_format, lucid.channels_last or lucid.channels_last_3d, "
                    + $"but is {format}", "memory_format");
        }
    }

    /// <summary>Gives a fresh tensor, all of one number, the order of another in memory, or a format's.</summary>
    internal static Tensor Give(Tensor made, Tensor model, string? format, string op)
    {
        bool preserve = format is null or "preserve_format";
        made.Relayout(preserve ? ResultOrder.Of(model.Layout, model, null, null) : Dense(model.Layout, format, op), 0);
        return made;
    }

    /// <summary>A copy in a format; <c>preserve_format</c> keeps the order of a dense tensor's dimensions.</summary>
    internal static Tensor Clone(Tensor source, string? format, string op)
    {
        Layout layout = format == "preserve_format" ? ResultOrder.Of(source.Layout, source, null, null) : Dense(source.Layout, format, op);
        if (layout.IsContiguous) return Conversions.Clone(source);
        Tensor copy = Tensor.AllocateDense(layout, source.DType, source.DeviceType, ThreadState.Current);
        Conversions.Copy(copy, source, op);
        return copy;
    }

    /// <summary>A recorded copy with the strides and the offset of its source, gaps and all, as PyTorch's <c>*_scatter</c> make it.</summary>
    internal static Tensor CloneWithGaps(Tensor source)
    {
        if (source.Count == 0 || (source.Offset == 0 && source.IsContiguous) || !source.Layout.IsNonOverlapping()) return source.Clone();
        long extent = source.Offset + source.Layout.Extent;
        Tensor memory;
        using (Graph.GradMode.Off()) memory = source.Detach().AsStrided([extent], [1], 0).Clone();
        Tensor copy = memory.AsStrided(source.Shape, source.Layout.Strides, source.Offset);
        return copy.CopyInPlace(source);
    }

    /// <summary>The format that a tensor's strides suggest (c10/core/MemoryFormat.h, is_channels_last_strides): null for row-major.</summary>
    internal static string? Suggested(Layout layout) =>
        layout.Rank == 4 && Suggests(layout, [1, 3, 2, 0]) ? "channels_last"
        : layout.Rank == 5 && Suggests(layout, [1, 4, 3, 2, 0]) ? "channels_last_3d" : null;

    private static bool Suggests(Layout layout, ReadOnlySpan<int> fromInner)
    {
        long least = 0;
        if (layout.Strides[1] == 0) return false;
        foreach (int dim in fromInner)
        {
            if (layout[dim] == 0 || layout.Strides[dim] < least || (dim == 0 && least == layout.Strides[1])) return false;
            least = layout.Strides[dim] * Math.Max(layout[dim], 1);
        }
        return true;
    }

    /// <summary>The tensor in another element type, on another device, in a format; itself when nothing changes and no copy is asked for.</summary>
    internal static Tensor Convert(Tensor source, DType? type, Device? device, bool copy, string? format)
    {
        if (format is null or "preserve_format") return source.Convert(type, device, copy);
        Tensor converted = source.Convert(type, device);
        // As in PyTorch, gaps do not count as another format: only channels lying innermost does.
        bool fits = format == "contiguous_format"
            ? source.IsContiguous || !(Fits(source.Layout, "channels_last", "to") || Fits(source.Layout, "channels_last_3d", "to"))
            : Fits(source.Layout, format, "to");
        return ReferenceEquals(converted, source) && fits && !copy ? source : converted.Clone(format);
    }

    /// <summary>True when the elements lie without gaps in the format's order.</summary>
    /// <exception cref="ArgumentValueException">There is no such format, or it is <c>preserve_format</c>.</exception>
    internal static bool Fits(Layout layout, string? format, string op)
    {
        switch (format)
        {
            case null or "contiguous_format":
                return layout.IsContiguous;
            // What is row-major already may be preserved as such.
            case "preserve_format" when op == "contiguous" && layout.IsContiguous:
                return true;
            case "channels_last":
                return layout.Rank == 4 && InOrder(layout, [1, 3, 2, 0]);
            case "channels_last_3d":
                return layout.Rank == 5 && InOrder(layout, [1, 4, 3, 2, 0]);
            default:
                throw new ArgumentValueException(op, $"{op}: memory_format {format} names no order of memory", "memory_format");
        }
    }

    private static Layout ChannelsLast(Layout layout, int rank, string format, string op)
    {
        if (layout.Rank != rank)
            throw new ShapeMismatchException(op, $"{op}: required rank {rank} tensor to use {format} format, but the tensor is {layout}", "memory_format");
        Span<long> strides = stackalloc long[rank];
        long stride = 1;
        strides[1] = stride;
        stride *= Math.Max(layout[1], 1);
        for (int i = rank - 1; i >= 2; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(layout[i], 1);
        }
        strides[0] = stride;
        return Layout.Strided(layout.Sizes, strides, op);
    }

    private static bool InOrder(Layout layout, ReadOnlySpan<int> fromInner)
    {
        if (layout.Count == 0) return true;
        long expected = 1;
        foreach (int dim in fromInner)
        {
            if (layout[dim] == 1) continue;
            if (layout.Strides[dim] != expected) return false;
            expected *= layout[dim];
        }
        return true;
    }
}
