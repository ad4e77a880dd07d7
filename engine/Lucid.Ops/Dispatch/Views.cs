using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Layouts of views: reshape, slice, permute. No memory moves.</summary>
internal static class Views
{
    /// <summary>Sizes with one -1 replaced by what fits.</summary>
    /// <exception cref="ShapeMismatchException">The number of elements does not fit.</exception>
    internal static void InferSizes(ReadOnlySpan<long> requested, long count, Span<long> sizes, string op)
    {
        long known = 1;
        int unknown = -1;
        for (int i = 0; i < requested.Length; i++)
        {
            sizes[i] = requested[i];
            if (requested[i] == -1)
            {
                if (unknown >= 0)
                    throw new ShapeMismatchException(op,
                        $"{op}: only one dimension can be inferred, but {Layout.Format(requested)} has several -1", "shape");
                unknown = i;
            }
            else if (requested[i] < 0)
            {
                throw new ShapeMismatchException(op, $"{op}: invalid shape dimension {requested[i]} at index {i} of shape {Layout.Format(requested)}", "shape");
            }
            else
            {
                known = unchecked(known * requested[i]);
            }
        }
        if (unknown >= 0)
        {
            if (known == 0)
                throw new ShapeMismatchException(op,
                    $"{op}: cannot reshape tensor of {count} elements into shape {Layout.Format(requested)} because the "
                    + "unspecified dimension size -1 can be any value and is ambiguous", "shape");
            if (count % known == 0) { sizes[unknown] = count / known; return; }
        }
        else if (known == count)
        {
            return;
        }
        throw new ShapeMismatchException(op, $"{op}: shape {Layout.Format(requested)} is invalid for input of size {count}",
            "shape", count.ToString(System.Globalization.CultureInfo.InvariantCulture), Layout.Format(requested));
    }

    /// <summary>The layout of the same memory in other sizes; null when the strides do not allow it.</summary>
    internal static Layout? Reshape(Layout layout, ReadOnlySpan<long> sizes)
    {
        if (layout.IsContiguous || layout.Count == 0) return Layout.Contiguous(sizes);
        Span<long> strides = stackalloc long[sizes.Length];
        int at = sizes.Length - 1;
        long chunkStride = layout.Strides[layout.Rank - 1];
        long covered = 1;
        long wanted = 1;
        // Groups of dimensions that lie in one run of memory may be cut anew; runs may not be joined.
        for (int i = layout.Rank - 1; i >= 0; i--)
        {
            covered *= layout[i];
            if (i > 0 && (layout[i - 1] == 1 || layout.Strides[i - 1] == covered * chunkStride)) continue;
            while (at >= 0 && (wanted < covered || sizes[at] == 1))
            {
                strides[at] = wanted * chunkStride;
                wanted *= sizes[at];
                at--;
            }
            if (wanted != covered) return null;
            if (i > 0)
            {
                chunkStride = layout.Strides[i - 1];
                covered = 1;
                wanted = 1;
            }
        }
        return at == -1 ? Layout.Strided(sizes, strides) : null;
    }

    /// <summary>Dimensions in another order.</summary>
    internal static Layout Permute(Layout layout, ReadOnlySpan<int> order)
    {
        Span<long> sizes = stackalloc long[order.Length];
        Span<long> strides = stackalloc long[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            sizes[i] = layout[order[i]];
            strides[i] = layout.Strides[order[i]];
        }
        return Layout.Strided(sizes, strides);
    }

    /// <summary>Two dimensions exchanged.</summary>
    internal static Layout Swap(Layout layout, int first, int second)
    {
        Span<int> order = stackalloc int[layout.Rank];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        if (layout.Rank > 0) (order[first], order[second]) = (order[second], order[first]);
        return Permute(layout, order);
    }

    /// <summary>A dimension of size 1 put in.</summary>
    internal static Layout Insert(Layout layout, int dim)
    {
        Span<long> sizes = stackalloc long[layout.Rank + 1];
        Span<long> strides = stackalloc long[layout.Rank + 1];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (i == dim)
            {
                sizes[i] = 1;
                strides[i] = dim < layout.Rank ? layout[dim] * layout.Strides[dim] : 1;
                continue;
            }
            int from = i < dim ? i : i - 1;
            sizes[i] = layout[from];
            strides[i] = layout.Strides[from];
        }
        return Layout.Strided(sizes, strides);
    }

    /// <summary>A dimension taken out.</summary>
    internal static Layout Remove(Layout layout, int dim)
    {
        Span<long> sizes = stackalloc long[layout.Rank - 1];
        Span<long> strides = stackalloc long[layout.Rank - 1];
        for (int i = 0; i < sizes.Length; i++)
        {
            int from = i < dim ? i : i + 1;
            sizes[i] = layout[from];
            strides[i] = layout.Strides[from];
        }
        return Layout.Strided(sizes, strides);
    }

    /// <summary>A dimension cut to a range with a step; the offset moves by <c>start * stride</c>.</summary>
    internal static Layout Slice(Layout layout, int dim, long length, long step)
    {
        long[] sizes = layout.Sizes.ToArray();
        long[] strides = layout.Strides.ToArray();
        sizes[dim] = length;
        strides[dim] *= step;
        return Layout.Strided(sizes, strides);
    }
}
