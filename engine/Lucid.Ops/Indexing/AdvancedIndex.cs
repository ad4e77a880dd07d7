using System;
using System.Collections.Generic;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>
/// Indexing by integer tensors. The indexed dimensions, moved to the front where they are apart, are flattened into one, so that one
/// gather or scatter of rows along that dimension does the work.
/// </summary>
internal static class AdvancedIndex
{
    internal static Tensor Get(Tensor source, Tensor?[] indices)
    {
        Plan plan = Plan.Make(source, ref indices);
        return plan.Restore(plan.Rows(source).IndexSelect(plan.Dimension, plan.Positions), source, indices);
    }

    internal static void Set(Tensor target, Tensor?[] indices, Tensor value)
    {
        // A mask of the whole tensor and one number: no positions are needed.
        if (indices.Length == 1 && indices[0] is { DType: DType.Bool } mask && value.Rank == 0 && mask.Layout.SameSizes(target.Layout)
            && mask.DeviceType == target.DeviceType)
            target.MaskedFillInPlace(mask, value);
        else target.IndexPutInPlace(indices!, value.Convert(target.DType, target.Device), accumulate: false);
    }

    /// <summary>The target with values written (or added) at the indices; itself where it was asked for and its rows are a view of it.</summary>
    internal static Tensor Put(Tensor target, Tensor?[] indices, Tensor value, bool accumulate, bool inPlace = false)
    {
        Plan plan = Plan.Make(target, ref indices);
        Tensor rows = plan.Rows(target);
        Tensor values = plan.Flatten(value.Convert(target.DType, target.Device));
        if (inPlace && ReferenceEquals(rows.Storage, target.Storage))
        {
            IndexDispatch.Scatter(rows, plan.Dimension, plan.Positions, values, accumulate, inPlace: true);
            return target;
        }
        Tensor written = accumulate
            ? rows.IndexAdd(plan.Dimension, plan.Positions, values)
            : rows.IndexCopy(plan.Dimension, plan.Positions, values);
        return plan.Unrows(written);
    }

    /// <summary>Index tensors with each mask replaced by the positions where it holds, one tensor per dimension of the mask.</summary>
    internal static Tensor?[] WithoutMasks(ReadOnlySpan<Tensor> indices)
    {
        var positions = new System.Collections.Generic.List<Tensor?>();
        foreach (Tensor? index in indices)
        {
            if (index is { DType: DType.Bool or DType.UInt8, Rank: > 0 }) positions.AddRange(index.NonzeroNumpy());
            else positions.Add(index);
        }
        return positions.ToArray();
    }

    /// <summary>Values at the indices of a gradient of the target.</summary>
    internal static Tensor Gather(Tensor grad, Tensor?[] indices, Layout valueLayout) =>
        SumTo(Get(grad, indices), valueLayout);

    // Surplus leading dimensions of size 1 were dropped on the way in.
    private static Tensor SumTo(Tensor picked, Layout valueLayout)
    {
        int surplus = Math.Max(0, valueLayout.Rank - picked.Rank);
        Tensor sum = GradientShape.SumTo(picked, Layout.Contiguous(valueLayout.Sizes[surplus..]));
        return surplus > 0 ? sum.Reshape(valueLayout.Sizes) : sum;
    }

    /// <summary>How an index expression maps to rows.</summary>
    private sealed class Plan
    {
        // Source dimensions in the order of the table: those before, the indexed ones, those after.
        private readonly int[] _order;
        private readonly long[] _sizesBefore;
        private readonly long[] _sizesAfter;
        private readonly Layout _indexShape;
        private readonly long _rowCount;
        private readonly long[] _sourceSizes;

        private Plan(int[] order, long[] before, long[] after, Layout indexShape, long rowCount, long[] sourceSizes, Tensor positions)
        {
            _order = order;
            _sizesBefore = before;
            _sizesAfter = after;
            _indexShape = indexShape;
            _rowCount = rowCount;
            _sourceSizes = sourceSizes;
            Positions = positions;
        }

        /// <summary>Row numbers, flat.</summary>
        internal Tensor Positions { get; }

        /// <summary>The dimension of the table that row numbers index.</summary>
        internal int Dimension => _sizesBefore.Length;

        private long[] ResultSizes => [.. _sizesBefore, .. _indexShape.Sizes, .. _sizesAfter];

        internal static Plan Make(Tensor source, ref Tensor?[] indices)
        {
            indices = WithoutMasks(source, indices);
            if (indices.Length > source.Rank)
                throw new IndexException("index", $"index: too many indices for tensor of dimension {source.Rank} (got {indices.Length})");
            int indexed = 0;
            int first = -1;
            int last = -1;
            Layout? shape = null;
            for (int i = 0; i < indices.Length; i++)
            {
                if (indices[i] is not { } index) continue;
                indexed++;
                if (first < 0) first = i;
                last = i;
                try
                {
                    shape = shape is null ? index.Layout : Broadcasting.Common(shape, index.Layout, "index");
                }
                catch (ShapeMismatchException)
                {
                    throw new IndexException("index",
                        $"index: shape mismatch: indexing tensors could not be broadcast together with shapes {shape}, "
                        + $"{index.Layout}");
                }
            }
            // Indices side by side put their result where they stood; separated ones put it first, as in NumPy.
            int before = last - first + 1 == indexed ? first : 0;
            var order = new int[source.Rank];
            int at = before;
            int rest = 0;
            for (int i = 0; i < source.Rank; i++)
            {
                if (i < indices.Length && indices[i] is not null) order[at++] = i;
                else if (rest < before) order[rest++] = i;
                else order[indexed + rest++] = i;
            }
            Tensor? positions = null;
            long rows = 1;
            for (int i = indexed - 1; i >= 0; i--)
            {
                int dimension = order[before + i];
                long size = source.Shape[dimension];
                // Nothing is picked when the indices broadcast to nothing: then any number will do.
                Tensor given = indices[dimension]!.Convert(DType.Int64, source.Device);
                Tensor index = shape!.Count == 0 ? given : IndexDispatch.Wrap(given, size, dimension);
                Tensor scaled = rows == 1 ? index : index * rows;
                positions = positions is null ? scaled : positions + scaled;
                rows *= size;
            }
            positions = positions!.Expand(shape!.Sizes).Reshape([-1]);
            Layout layout = source.Layout;
            return new Plan(order, Array.ConvertAll(order[..before], i => layout[i]), Array.ConvertAll(order[(before + indexed)..], i => layout[i]),
                shape.ToContiguous(), rows, source.Shape.ToArray(), positions);
        }

        // A mask stands for the positions where it is true, one index for each of its dimensions.
        private static Tensor?[] WithoutMasks(Tensor source, Tensor?[] indices)
        {
            if (Array.TrueForAll(indices, index => index is null || (index.DType != DType.Bool && index.DType != DType.UInt8))) return indices;
            var expanded = new List<Tensor?>();
            foreach (Tensor? index in indices)
            {
                if (index is null || (index.DType != DType.Bool && index.DType != DType.UInt8) || index.Rank == 0)
                {
                    expanded.Add(index);
                    continue;
                }
                for (int i = 0; i < index.Rank; i++)
                {
                    int at = expanded.Count + i;
                    if (at >= source.Rank || source.Shape[at] != index.Shape[i])
                        throw new IndexException("index",
                            $"index: the shape of the mask {index.Layout} does not match the shape of the indexed tensor {source.Layout} at dimension {at}");
                }
                Tensor positions = index.Nonzero();
                for (int i = 0; i < index.Rank; i++) expanded.Add(positions.Select(1, i));
            }
            return [.. expanded];
        }

        /// <summary>The source as a table whose rows are the combinations of indexed positions.</summary>
        internal Tensor Rows(Tensor source)
        {
            Tensor table = InOrder() ? source : source.Permute(Array.ConvertAll(_order, i => (long)i));
            return table.Reshape([.. _sizesBefore, _rowCount, .. _sizesAfter]);
        }

        /// <summary>A table of rows back in the source's shape.</summary>
        internal Tensor Unrows(Tensor rows)
        {
            if (InOrder()) return rows.Reshape(_sourceSizes);
            long[] sizes = new long[_order.Length];
            long[] back = new long[_order.Length];
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = _sourceSizes[_order[i]];
                back[_order[i]] = i;
            }
            return rows.Reshape(sizes).Permute(back);
        }

        /// <summary>Picked rows in the result's shape, and in memory in the order that source and indices have.</summary>
        internal Tensor Restore(Tensor picked, Tensor source, Tensor?[] indices)
        {
            Tensor shaped = picked.Reshape(ResultSizes);
            if (shaped.Rank < 2 || shaped.Count == 0 || (source.Layout.IsPlain && Array.TrueForAll(indices, i => i is null || i.Rank < 2 || i.IsContiguous)))
                return shaped;
            var operands = new Layout?[indices.Length + 1];
            operands[0] = Broadcast(source.Layout);
            for (int i = 0; i < indices.Length; i++)
            {
                if (indices[i] is { } index) operands[i + 1] = Broadcast(index.Layout, Dimension + _indexShape.Rank - index.Rank);
            }
            Layout wanted = ResultOrder.Of(shaped.Layout, operands);
            if (wanted.IsContiguous) return shaped;
            return Tensor.AllocateDense(wanted, shaped.DType, shaped.DeviceType, ThreadState.Current).CopyInPlace(shaped);
        }

        /// <summary>Values in the result's shape as rows.</summary>
        internal Tensor Flatten(Tensor value)
        {
            long[] sizes = ResultSizes;
            Layout wanted = Layout.Contiguous(sizes);
            while (value.Rank > wanted.Rank && value.Shape[0] == 1) value = value.Select(0, 0);
            if (!Conversions.Broadcastable(value.Layout, wanted))
                throw new ShapeMismatchException("index_put",
                    $"index_put: shape mismatch: value tensor of shape {value.Layout} cannot be broadcast to indexing result of "
                    + $"shape {wanted}", "value", wanted.ToString(), value.Layout.ToString());
            return value.Expand(sizes).Reshape([.. _sizesBefore, _indexShape.Count, .. _sizesAfter]);
        }

        private bool InOrder()
        {
            for (int i = 0; i < _order.Length; i++)
            {
                if (_order[i] != i) return false;
            }
            return true;
        }

        // The source as the result's shape sees it: it does not move along the dimensions of the indices.
        private Layout Broadcast(Layout source)
        {
            var strides = new long[ResultSizes.Length];
            for (int i = 0; i < _sizesBefore.Length; i++) strides[i] = source.Strides[_order[i]];
            for (int i = 0; i < _sizesAfter.Length; i++) strides[^(_sizesAfter.Length - i)] = source.Strides[_order[^(_sizesAfter.Length - i)]];
            return Layout.Strided(ResultSizes, strides);
        }

        // An index as the result's shape sees it: it moves along the dimensions of the indices only.
        private Layout Broadcast(Layout index, int start)
        {
            var strides = new long[ResultSizes.Length];
            for (int i = 0; i < index.Rank; i++) strides[start + i] = index[i] == 1 ? 0 : index.Strides[i];
            return Layout.Strided(ResultSizes, strides);
        }
    }
}
