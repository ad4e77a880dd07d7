using System;
using Lucid.Cpu.Sort;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>Checks and launches sorts, selections and searches.</summary>
internal static unsafe class OrderDispatch
{
    /// <summary>Sorts along a dimension; equal elements keep their order, and results the order of dimensions in memory.</summary>
    internal static (Tensor Values, Tensor Indices) Sort(Tensor input, long dim, bool descending, string op)
    {
        int at = Dimensions.Normalize(dim, input.Rank, op);
        Span<long> order = stackalloc long[input.Rank], back = stackalloc long[input.Rank];
        if (ResultOrder.Outward(input.Layout, order, back))
        {
            Tensor turned = input.Permute(order);
            (Tensor sorted, Tensor places) = Take(turned, (int)back[at], turned.Layout, Size(input, at), descending, all: true, op);
            return (sorted.Permute(back), places.Permute(back));
        }
        return Take(input, at, input.Layout, Size(input, at), descending, all: true, op);
    }

    /// <summary>The k largest or smallest elements along a dimension, in order.</summary>
    internal static (Tensor Values, Tensor Indices) Top(Tensor input, long k, long dim, bool largest)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "topk");
        if (input.DType == DType.Bool) throw ElementSwitch.Unsupported(DType.Bool, "topk");
        if (k < 0 || k > Size(input, at))
            throw new ArgumentValueException("topk", $"topk: selected index k out of range: k is {k}, but dimension {at} of {input.Layout} has size {Size(input, at)}", "k");
        return Take(input, at, Resized(input.Layout, at, k), input.Rank == 0 ? 1 : k, largest, all: false, "topk");
    }

    private static (Tensor Values, Tensor Indices) Take(Tensor input, int at, Layout layout, long take, bool descending, bool all, string op)
    {
        Tensor dense = Conversions.ToContiguous(input);
        Tensor values = Tensor.Allocate(layout.ToContiguous(), input.DType, input.DeviceType);
        Tensor indices = Tensor.Allocate(layout.ToContiguous(), DType.Int64, input.DeviceType);
        Launch.Submit(new SortKernel(dense.Operand, values.Operand, indices.Operand, at, take, descending, all, op), input.DType, input.DeviceType, op);
        return (values, indices);
    }

    /// <summary>One element of each row by rank or frequency.</summary>
    internal static (Tensor Values, Tensor Indices) Select(Tensor input, long dim, bool keepdim, SelectionKind kind, long position, string op)
    {
        int at = Dimensions.Normalize(dim, input.Rank, op);
        if (input.DType == DType.Bool && kind != SelectionKind.Mode) throw ElementSwitch.Unsupported(DType.Bool, op);
        if (Size(input, at) == 0)
            throw new IndexException(op, $"{op}: Expected reduction dim {at} to have non-zero size: input is {input.Layout}", "dim");
        Span<bool> reduced = stackalloc bool[input.Rank];
        if (input.Rank > 0) reduced[at] = true;
        Layout layout = ReductionDispatch.ResultLayout(input.Layout, reduced, keepdim);
        Tensor dense = Conversions.ToContiguous(input);
        Tensor values = Tensor.Allocate(layout, input.DType, input.DeviceType);
        Tensor indices = Tensor.Allocate(layout, DType.Int64, input.DeviceType);
        Launch.Submit(new SelectionKernel(dense.Operand, values.Operand, indices.Operand, at, kind, position, op), input.DType, input.DeviceType, op);
        return (values, indices);
    }

    /// <summary>Positions at which values keep ascending rows ascending.</summary>
    internal static Tensor Search(Tensor rows, Tensor values, bool outInt32, bool right, string? side, Tensor? sorter, string op)
    {
        if (side is not (null or "left" or "right"))
            throw new ArgumentValueException(op, $"{op}: side can only be 'left' or 'right' but got '{side}'", "side");
        if (side == "left" && right)
            throw new ArgumentValueException(op, $"{op}: side and right can't be set to opposites, got side of left while right was True", "side");
        if (rows.DeviceType != values.DeviceType) throw new DeviceMismatchException(op, "input", rows.Device, values.Device);
        if (rows.Rank == 0) throw new ShapeMismatchException(op, $"{op}: the boundaries must have at least one dimension", "sorted_sequence");
        DType common = values.Rank == 0 ? rows.DType : DTypes.Promote(rows.DType, values.DType);
        if (common.IsComplex()) throw ElementSwitch.Unsupported(common, op);
        CheckRows(rows, values, op);
        Tensor? order = sorter is null ? null : CheckSorter(rows, sorter, op);
        DType wide = values.Rank == 0 && values.DType.IsFloatingPoint() && !common.IsFloatingPoint() ? DType.Float64
            : common == DType.Float64 ? DType.Float64 : common.IsFloatingPoint() ? DType.Float32 : DType.Int64;
        Tensor boundaries = Conversions.ToContiguous(Conversions.To(rows, wide)), sought = Conversions.ToContiguous(Conversions.To(values, wide));
        Tensor result = Tensor.Allocate(values.Layout.ToContiguous(), DType.Int64, values.DeviceType);
        long perRow = rows.Rank == 1 ? 0 : Math.Max(1, values.Shape[^1]);
        CommandStream.Submit(new SearchKernel(boundaries.Operand, order is null ? default : order.Operand, sought.Operand, result.Operand, perRow,
            right || side == "right"), values.DeviceType);
        return outInt32 ? Conversions.To(result, DType.Int32) : result;
    }

    private static void CheckRows(Tensor rows, Tensor values, string op)
    {
        if (rows.Rank == 1) return;
        bool fits = values.Rank == rows.Rank && rows.Shape[..^1].SequenceEqual(values.Shape[..^1]);
        if (!fits)
            throw new ShapeMismatchException(op,
                $"{op}: boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, "
                + $"but we got boundaries tensor {rows.Layout} and input value tensor {values.Layout}", "input", rows.Layout.ToString(), values.Layout.ToString());
    }

    private static Tensor CheckSorter(Tensor rows, Tensor sorter, string op)
    {
        if (sorter.DeviceType != rows.DeviceType) throw new DeviceMismatchException(op, "sorter", rows.Device, sorter.Device);
        if (!sorter.Layout.SameSizes(rows.Layout))
            throw new ShapeMismatchException(op,
                $"{op}: boundary and sorter must have the same size, but got boundary tensor {rows.Layout} and got sorter tensor {sorter.Layout}", "sorter");
        if (sorter.DType != DType.Int64) throw new DtypeMismatchException(op, "sorter", "int64", sorter.DType.Name());
        Tensor dense = Conversions.ToContiguous(sorter);
        long* order = (long*)Devices.Bytes(dense);
        for (long i = 0; i < dense.Count; i++)
        {
            if ((ulong)order[i] >= (ulong)rows.Shape[^1])
                throw new IndexException(op, $"{op}: sorter index out of range: {order[i]} for rows of {rows.Shape[^1]} elements", "sorter");
        }
        return dense;
    }

    private static long Size(Tensor input, int at) => input.Rank == 0 ? 1 : input.Shape[at];

    private static Layout Resized(Layout layout, int at, long size)
    {
        if (layout.Rank == 0) return layout;
        Span<long> sizes = stackalloc long[layout.Rank];
        layout.Sizes.CopyTo(sizes);
        sizes[at] = size;
        return Layout.Contiguous(sizes);
    }
}
