using System;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Dispatch;

/// <summary>Distinct elements and slices. Shapes depend on values: recorded work is waited for.</summary>
internal static class Distinct
{
    /// <summary>Distinct elements of the flattened tensor; NaN differs from NaN.</summary>
    internal static (Tensor Output, Tensor Inverse, Tensor Counts) Elements(Tensor input, bool sort, bool places = true)
    {
        Tensor flat = input.Reshape([-1]);
        if (!sort)
        {
            (Tensor output, Tensor inverse, Tensor counts) = Runs(flat, Changes(flat, 0), 0);
            return (output, inverse.Reshape(input.Shape), counts);
        }
        if (!places)
        {
            Tensor dense = Conversions.ToContiguous(flat), ascending = Tensor.Allocate(dense.Layout, flat.DType, flat.DeviceType);
            Launch.Submit(new ValueSortKernel(dense.Operand, ascending.Operand, "unique"), flat.DType, flat.DeviceType, "unique");
            return Runs(ascending, Changes(ascending, 0), 0, places: false);
        }
        (Tensor sorted, Tensor order) = OrderDispatch.Sort(flat, 0, false, "unique");
        (Tensor distinct, Tensor inverses, Tensor lengths) = Runs(sorted, Changes(sorted, 0), 0);
        return (distinct, Scattered(inverses, order).Reshape(input.Shape), lengths);
    }

    /// <summary>Distinct slices along a dimension, compared lexicographically.</summary>
    internal static (Tensor Output, Tensor Inverse, Tensor Counts) Slices(Tensor input, long dim, bool sort)
    {
        string op = sort ? "unique" : "unique_consecutive";
        if (input.Rank == 0) throw new IndexException(op, $"{op}: Dimension specified as {dim} but tensor has no dimensions", "dim");
        int at = Dimensions.Normalize(dim, input.Rank, op);
        long size = input.Shape[at];
        if (input.Count == 0 && size > 0)
            throw new ShapeMismatchException(op,
                $"{op}: There are 0 sized dimensions, and they aren't selected, so unique cannot be applied: input is {input.Layout}, dim is {at}", "input");
        Tensor rows = size == 0 ? input.Movedim([at], [0]).Reshape([0, 0]) : input.Movedim([at], [0]).Reshape([size, -1]);
        if (!sort || size == 0) return Runs(input, AnyChange(rows), at);
        Tensor order = Order(rows);
        Tensor sorted = rows.IndexSelect(0, order);
        (Tensor distinct, Tensor places, Tensor lengths) = Runs(input.IndexSelect(at, order), AnyChange(sorted), at);
        return (distinct, Scattered(places, order), lengths);
    }

    // Stable sorts by one column after another, the last column first.
    private static Tensor Order(Tensor rows)
    {
        Tensor order = rows.Select(1, rows.Shape[1] - 1).Argsort(0);
        for (long column = rows.Shape[1] - 2; column >= 0; column--)
            order = order.IndexSelect(0, rows.Select(1, column).IndexSelect(0, order).Argsort(0));
        return order;
    }

    private static Tensor Changes(Tensor rows, long dim)
    {
        long later = Math.Max(rows.Shape[0] - 1, 0);
        return rows.Narrow(dim, rows.Shape[0] - later, later).Ne(rows.Narrow(dim, 0, later));
    }

    private static Tensor AnyChange(Tensor rows) => rows.Count == 0 ? Changes(rows.Reshape([-1]), 0) : Changes(rows, 0).Any([1]);

    // changes holds, for every position but the first, whether a new run begins there.
    private static (Tensor Output, Tensor Inverse, Tensor Counts) Runs(Tensor values, Tensor changes, long dim, bool places = true)
    {
        long size = values.Shape[(int)dim];
        if (size == 0) return (values.Clone(), Positions(0, values.Device), Positions(0, values.Device));
        Tensor first = TensorFunctions.Zeros([1], DType.Int64, values.Device);
        Tensor inverse = places ? TensorFunctions.Cat([first, changes.Cumsum(0)]) : Positions(0, values.Device);
        Tensor starts = TensorFunctions.Cat([first, changes.Nonzero().Reshape([-1]) + 1]);
        Tensor ends = TensorFunctions.Cat([starts.Narrow(0, 1, starts.Count - 1), TensorFunctions.Full([1], size, DType.Int64, values.Device)]);
        // Slices lie one after another in memory, as in PyTorch.
        Tensor kept = dim == 0 ? values.IndexSelect(0, starts) : values.Movedim([dim], [0]).IndexSelect(0, starts).Movedim([0], [dim]);
        return (kept, inverse, ends - starts);
    }

    private static Tensor Positions(long count, Device device) => TensorFunctions.Zeros([count], DType.Int64, device);

    private static Tensor Scattered(Tensor places, Tensor order) => Positions(order.Count, order.Device).Scatter(0, order, places);
}
