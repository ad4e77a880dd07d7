using System;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// Strides of fresh results: the order of dimensions in memory follows the operands, as PyTorch's TensorIterator has it
/// (reorder_dimensions, allocate_or_resize_outputs).
/// </summary>
internal static class ResultLayouts
{
    /// <summary>A dense layout of the shape, in the order of the operands' strides; earlier operands weigh more.</summary>
    internal static Layout Of(Layout shape, Layout? first, Layout? second = null, Layout? third = null)
    {
        if (IsRowMajor(first) && IsRowMajor(second) && IsRowMajor(third)) return shape.ToContiguous();
        if (SameAll(first, second, third) is { } common && common.SameSizes(shape) && IsDense(common)) return common;
        return InOrder(shape, first, second, third);
    }

    /// <summary>The layout itself when its elements lie without gaps and overlaps in any order, else row-major.</summary>
    internal static Layout Preserved(Layout layout) => IsDense(layout) ? layout : InOrder(layout, layout, null, null);

    private static bool IsRowMajor(Layout? layout) => layout is null || layout.Rank == 0 || layout.IsContiguous;

    private static bool IsDense(Layout layout) => layout.Count > 0 && layout.Extent == layout.Count && layout.IsNonOverlapping();

    private static Layout? SameAll(Layout? first, Layout? second, Layout? third)
    {
        Layout? common = first ?? second ?? third;
        return common is not null && Agrees(second) && Agrees(third) ? common : null;

        bool Agrees(Layout? other) => other is null || (other.SameSizes(common) && other.Strides.SequenceEqual(common.Strides));
    }

    private static Layout InOrder(Layout shape, Layout? first, Layout? second, Layout? third)
    {
        int rank = shape.Rank;
        // Dimensions from the innermost to the outermost.
        Span<int> order = stackalloc int[rank];
        for (int i = 0; i < rank; i++) order[i] = rank - 1 - i;
        for (int i = 1; i < rank; i++)
        {
            int moving = i;
            for (int at = i - 1; at >= 0; at--)
            {
                int comparison = Compare(shape, order[at], order[moving], first, second, third);
                if (comparison < 0) break;
                if (comparison == 0) continue;
                (order[at], order[moving]) = (order[moving], order[at]);
                moving = at;
            }
        }
        Span<long> strides = stackalloc long[rank];
        long stride = 1;
        foreach (int dim in order)
        {
            strides[dim] = stride;
            stride *= Math.Max(shape[dim], 1);
        }
        return Layout.Strided(shape.Sizes, strides);
    }

    // Positive: the dimension that counts as inner has the larger stride, so both should change places.
    private static int Compare(Layout shape, int inner, int outer, Layout? first, Layout? second, Layout? third)
    {
        for (int operand = 0; operand < 3; operand++)
        {
            Layout? layout = operand switch { 0 => first, 1 => second, _ => third };
            if (layout is null) continue;
            long a = StrideOf(layout, shape, inner), b = StrideOf(layout, shape, outer);
            if (a == 0 || b == 0) continue;
            if (a != b) return a < b ? -1 : 1;
            if (shape[inner] > shape[outer]) return 1;
        }
        return 0;
    }

    private static long StrideOf(Layout layout, Layout shape, int dim)
    {
        int own = dim - (shape.Rank - layout.Rank);
        return own < 0 || (layout[own] == 1 && shape[dim] != 1) ? 0 : layout.Strides[own];
    }
}
