using System;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Normalises dimensions, shapes the result, launches reductions.</summary>
internal static class ReductionDispatch
{
    /// <summary>Marks the reduced dimensions; none given means all.</summary>
    /// <exception cref="IndexException">A dimension is out of range.</exception>
    /// <exception cref="LucidException">A dimension appears twice.</exception>
    internal static void Mark(Layout layout, ReadOnlySpan<long> dim, Span<bool> reduced, string op)
    {
        reduced.Fill(dim.IsEmpty);
        foreach (long d in dim)
        {
            int at = Dimensions.Normalize(d, layout.Rank, op);
            if (layout.Rank == 0)
            {
                if (dim.Length > 1) throw new LucidException(op, $"{op}: dim 0 appears multiple times in the list of dims");
                continue;
            }
            if (reduced[at]) throw new LucidException(op, $"{op}: dim {at} appears multiple times in the list of dims");
            reduced[at] = true;
        }
    }

    /// <summary>Reduces to a new tensor of the given type.</summary>
    internal static Tensor Run<TReduction>(Tensor input, ReadOnlySpan<long> dim, bool keepdim, DType type, string op, TReduction reduction = default)
        where TReduction : struct, IReduction
    {
        Span<bool> reduced = stackalloc bool[input.Rank];
        Mark(input.Layout, dim, reduced, op);
        DType wanted = type;
        if (input.DType is DType.Float16 or DType.BFloat16 && !TReduction.TakesHalves)
        {
            input = Conversions.To(input, DType.Float32);
            if (type is DType.Float16 or DType.BFloat16) type = DType.Float32;
        }
        Tensor result = Tensor.Allocate(ResultLayout(input.Layout, reduced, keepdim), type, input.DeviceType);
        Launch.Submit(new ReductionKernel<TReduction>(reduction, input.Operand, result.Operand, reduced.ToArray(), op), input.DType, input.DeviceType, op);
        return Conversions.To(result, wanted);
    }

    /// <summary>Shape without the reduced dimensions, or with ones in their place.</summary>
    internal static Layout ResultLayout(Layout layout, ReadOnlySpan<bool> reduced, bool keepdim)
    {
        Span<long> sizes = stackalloc long[layout.Rank];
        int rank = 0;
        for (int i = 0; i < layout.Rank; i++)
        {
            if (!reduced[i]) sizes[rank++] = layout[i];
            else if (keepdim) sizes[rank++] = 1;
        }
        return Layout.Contiguous(sizes[..rank]);
    }

    /// <summary>How many elements each result element stands for.</summary>
    internal static long Share(Layout layout, ReadOnlySpan<long> dim, string op)
    {
        Span<bool> reduced = stackalloc bool[layout.Rank];
        Mark(layout, dim, reduced, op);
        long share = 1;
        for (int i = 0; i < layout.Rank; i++) share *= reduced[i] ? layout[i] : 1;
        return share;
    }

    /// <summary>Spreads a reduction's result (or its gradient) over the shape that was reduced, as a view.</summary>
    internal static Tensor Restore(Tensor reduced, Layout layout, ReadOnlySpan<long> dim, bool keepdim)
    {
        if (!keepdim && layout.Rank > 0 && !dim.IsEmpty)
        {
            Span<bool> marks = stackalloc bool[layout.Rank];
            Mark(layout, dim, marks, "sum");
            Span<long> sizes = stackalloc long[layout.Rank];
            for (int i = 0; i < layout.Rank; i++) sizes[i] = marks[i] ? 1 : layout[i];
            reduced = reduced.Reshape(sizes);
        }
        return reduced.Expand(layout.Sizes);
    }
}

/// <summary>Dimension numbers.</summary>
internal static class Dimensions
{
    /// <summary>A dimension counted from the front.</summary>
    /// <exception cref="IndexException">It is out of range.</exception>
    internal static int Normalize(long dim, int rank, string op, string argument = "dim")
    {
        int span = Math.Max(rank, 1);
        if (dim < -span || dim >= span) throw IndexException.Dimension(op, dim, rank, argument);
        return (int)(dim < 0 ? dim + span : dim);
    }
}
