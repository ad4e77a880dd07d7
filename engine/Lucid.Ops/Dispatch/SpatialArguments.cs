using System;
using Lucid.Cpu.Conv;

namespace Lucid.Ops.Dispatch;

/// <summary>Arguments of one number for each spatial dimension (kernel_size, stride, padding, ...).</summary>
internal static class SpatialArguments
{
    /// <summary>The numbers for depth, height and width; a single one counts for all, dimensions that are not there get <paramref name="unused"/>.</summary>
    /// <exception cref="ArgumentValueException">There is neither one number nor one for each dimension, or one is below the least.</exception>
    internal static Extents Read(ReadOnlySpan<long> given, int dims, long unused, long least, string op, string name)
    {
        if (given.Length != 1 && given.Length != dims)
            throw new ArgumentValueException(op, $"{op}: {name} must be one integer or a tuple of {dims} integers, but is {Layout.Format(given)}", name);
        Extents extents = Extents.Of((nint)unused, (nint)unused, (nint)unused);
        for (int i = 0; i < dims; i++)
        {
            long value = given[given.Length == 1 ? 0 : i];
            if (value < least)
                throw new ArgumentValueException(op, $"{op}: {name} must be at least {least}, but is {Layout.Format(given)}", name);
            extents[3 - dims + i] = (nint)value;
        }
        return extents;
    }

    /// <summary>The last sizes of a shape as extents; dimensions that are not there get 1.</summary>
    internal static Extents Last(ReadOnlySpan<long> sizes, int dims)
    {
        Extents extents = Extents.Of(1, 1, 1);
        for (int i = 1; i <= dims; i++) extents[3 - i] = (nint)sizes[^i];
        return extents;
    }

    /// <summary>Leading sizes followed by those of the spatial dimensions.</summary>
    internal static long[] Sizes(ReadOnlySpan<long> leading, Extents spatial, int dims)
    {
        var sizes = new long[leading.Length + dims];
        leading.CopyTo(sizes);
        for (int i = 1; i <= dims; i++) sizes[^i] = spatial[3 - i];
        return sizes;
    }

    /// <summary>The result itself, or laid out with channels innermost where an operand is.</summary>
    internal static Tensor Arranged(Tensor result, Tensor first, Tensor? second = null)
    {
        string? format = FormatOf(first) ?? (second is null ? null : FormatOf(second));
        return format is null || result.Rank != first.Rank ? result : MemoryFormats.Clone(result, format, "contiguous");
    }

    /// <summary>The format of a tensor whose channels lie innermost; null for others.</summary>
    internal static string? FormatOf(Tensor tensor)
    {
        if (tensor.IsContiguous || tensor.Rank is not (4 or 5)) return null;
        string format = tensor.Rank == 4 ? "channels_last" : "channels_last_3d";
        return MemoryFormats.Fits(tensor.Layout, format, "contiguous") ? format : null;
    }
}
