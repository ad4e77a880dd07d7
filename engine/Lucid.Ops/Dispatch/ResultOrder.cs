using System;

namespace Lucid.Ops.Dispatch;

/// <summary>
/// The order in memory of an elementwise result's dimensions: the one its operands have, by the rules of PyTorch's TensorIterator
/// (aten/src/ATen/TensorIterator.cpp, reorder_dimensions), so that strides of results are the same.
/// </summary>
internal static class ResultOrder
{
    /// <summary>A dense layout of a shape in the order of the operands that will be broadcast to it.</summary>
    internal static Layout Of(Layout shape, Tensor first, Tensor? second, Tensor? third)
    {
        if (shape.Rank < 2 || shape.Count == 0 || (Plain(first, shape) && Plain(second, shape) && Plain(third, shape))) return Contiguous(shape);
        if (IsOneOrder(shape, first, second, third)) return Layout.Strided(shape.Sizes, first.Layout.Strides);
        return Of(shape, [first.Layout, second?.Layout, third?.Layout]);
    }

    /// <summary>The same for any operands; those that are null have no say.</summary>
    internal static Layout Of(Layout shape, ReadOnlySpan<Layout?> operands)
    {
        int rank = shape.Rank;
        Span<int> order = stackalloc int[rank];
        for (int i = 0; i < rank; i++) order[i] = rank - 1 - i;
        // An insertion sort that leaves in place what no operand tells apart.
        for (int i = 1; i < rank; i++)
        {
            int moving = i;
            for (int j = i - 1; j >= 0; j--)
            {
                int comparison = Compare(shape, order[j], order[moving], operands);
                if (comparison < 0) break;
                if (comparison == 0) continue;
                (order[j], order[moving]) = (order[moving], order[j]);
                moving = j;
            }
        }
        Span<long> strides = stackalloc long[rank];
        long stride = 1;
        foreach (int dimension in order)
        {
            strides[dimension] = stride;
            stride *= shape[dimension];
        }
        return Layout.Strided(shape.Sizes, strides);
    }

    /// <summary>The dimensions from the outermost in memory to the innermost, and the way back; false when that is their order already.</summary>
    internal static bool Outward(Layout layout, Span<long> order, Span<long> back)
    {
        Layout dense = layout.IsContiguous ? layout : Of(layout, [layout]);
        if (dense.IsContiguous) return false;
        for (int i = 0; i < order.Length; i++)
        {
            int at = i;
            for (; at > 0 && dense.Strides[(int)order[at - 1]] < dense.Strides[i]; at--) order[at] = order[at - 1];
            order[at] = i;
        }
        for (int i = 0; i < order.Length; i++) back[(int)order[i]] = i;
        return true;
    }

    // Where an operand is broadcast, even the strides of dimensions of size 1 have a say.
    private static bool Plain(Tensor? operand, Layout shape) =>
        operand is null || (operand.Layout.IsContiguous && (operand.Layout.IsPlain || operand.Layout.SameSizes(shape)));

    private static Layout Contiguous(Layout shape) => shape.ToContiguous();

    // Dense operands of equal sizes and strides hand those on as they are.
    private static bool IsOneOrder(Layout shape, Tensor first, Tensor? second, Tensor? third) =>
        first.Layout.SameSizes(shape) && first.Layout.Extent == shape.Count && first.Layout.IsNonOverlapping()
        && (second is null || (second.Layout.SameSizes(shape) && second.Layout.Strides.SequenceEqual(first.Layout.Strides)))
        && (third is null || (third.Layout.SameSizes(shape) && third.Layout.Strides.SequenceEqual(first.Layout.Strides)));

    // Positive when the dimensions should change places, zero when no operand says.
    private static int Compare(Layout shape, int inner, int outer, ReadOnlySpan<Layout?> operands)
    {
        foreach (Layout? operand in operands)
        {
            if (operand is null) continue;
            long innerStride = StrideOf(shape, operand, inner);
            long outerStride = StrideOf(shape, operand, outer);
            if (innerStride == 0 || outerStride == 0) continue;
            if (innerStride != outerStride) return innerStride < outerStride ? -1 : 1;
            if (shape[inner] > shape[outer]) return 1;
        }
        return 0;
    }

    private static long StrideOf(Layout shape, Layout operand, int dimension)
    {
        int at = dimension - (shape.Rank - operand.Rank);
        return at < 0 || (operand[at] == 1 && shape[dimension] != 1) ? 0 : operand.Strides[at];
    }
}
