using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Brings the reduced dimensions together as the last one, and back. Written with ops.</summary>
internal static class ReducedRows
{
    /// <summary>The kept dimensions in order, then all reduced ones as one.</summary>
    internal static Tensor Of(Tensor input, ReadOnlySpan<long> dim, string op)
    {
        Span<bool> reduced = stackalloc bool[input.Rank];
        ReductionDispatch.Mark(input.Layout, dim, reduced, op);
        Span<long> order = stackalloc long[input.Rank], sizes = stackalloc long[input.Rank + 1];
        int kept = Order(reduced, order);
        long length = 1;
        for (int i = 0; i < order.Length; i++)
        {
            if (i < kept) sizes[i] = input.Shape[(int)order[i]];
            else length *= input.Shape[(int)order[i]];
        }
        sizes[kept] = length;
        return input.Permute(order).Reshape(sizes[..(kept + 1)]);
    }

    /// <summary>The shape of a reduction's result.</summary>
    internal static Layout ResultLayout(Layout layout, ReadOnlySpan<long> dim, bool keepdim, string op)
    {
        Span<bool> reduced = stackalloc bool[layout.Rank];
        ReductionDispatch.Mark(layout, dim, reduced, op);
        return ReductionDispatch.ResultLayout(layout, reduced, keepdim);
    }

    /// <summary>From rows back to the shape they were made of.</summary>
    internal static Tensor Undo(Tensor rows, Layout layout, ReadOnlySpan<long> dim, string op)
    {
        Span<bool> reduced = stackalloc bool[layout.Rank];
        ReductionDispatch.Mark(layout, dim, reduced, op);
        Span<long> order = stackalloc long[layout.Rank], inverse = stackalloc long[layout.Rank], sizes = stackalloc long[layout.Rank];
        Order(reduced, order);
        for (int i = 0; i < order.Length; i++)
        {
            sizes[i] = layout[(int)order[i]];
            inverse[(int)order[i]] = i;
        }
        return rows.Reshape(sizes).Permute(inverse);
    }

    private static int Order(ReadOnlySpan<bool> reduced, Span<long> order)
    {
        int count = 0;
        for (int i = 0; i < reduced.Length; i++)
            if (!reduced[i]) order[count++] = i;
        int kept = count;
        for (int i = 0; i < reduced.Length; i++)
            if (reduced[i]) order[count++] = i;
        return kept;
    }
}
