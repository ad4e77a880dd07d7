using System;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>
/// Indexing by integer tensors. The indexed dimensions are moved to the front and flattened, so that one gather or
/// scatter of rows along one dimension does the work.
/// </summary>
internal static class AdvancedIndex
{
    internal static Tensor Get(Tensor source, Tensor?[] indices)
    {
        Plan plan = Plan.Make(source, indices);
        Tensor rows = plan.Rows(source);
        Tensor picked = rows.IndexSelect(0, plan.Positions);
        return plan.Restore(picked);
    }

    internal static void Set(Tensor target, Tensor?[] indices, Tensor value)
    {
        target.IndexPutInPlace(indices!, value, accumulate: false);
    }

    /// <summary>The target with values written (or added) at the indices, out of place.</summary>
    internal static Tensor Put(Tensor target, Tensor?[] indices, Tensor value, bool accumulate)
    {
        Plan plan = Plan.Make(target, indices);
        Tensor rows = plan.Rows(target);
        Tensor values = plan.Flatten(value.Convert(target.DType, target.Device));
        Tensor written = accumulate ? rows.IndexAdd(0, plan.Positions, values) : rows.IndexCopy(0, plan.Positions, values);
        return plan.Unrows(written);
    }

    /// <summary>Values at the indices of a gradient of the target.</summary>
    internal static Tensor Gather(Tensor grad, Tensor?[] indices, Layout valueLayout) =>
        GradientShape.SumTo(Get(grad, indices), valueLayout);

    /// <summary>How an index expression maps to rows.</summary>
    private sealed class Plan
    {
        private readonly int[] _order;
        private readonly int _indexed;
        private readonly long[] _restSizes;
        private readonly Layout _indexShape;
        private readonly int _insertAt;
        private readonly long _rowCount;
        private readonly long[] _sourceSizes;

        private Plan(int[] order, int indexed, long[] restSizes, Layout indexShape, int insertAt, long rowCount, long[] sourceSizes, Tensor positions)
        {
            _order = order;
            _indexed = indexed;
            _restSizes = restSizes;
            _indexShape = indexShape;
            _insertAt = insertAt;
            _rowCount = rowCount;
            _sourceSizes = sourceSizes;
            Positions = positions;
        }

        /// <summary>Row numbers, flat.</summary>
        internal Tensor Positions { get; }

        internal static Plan Make(Tensor source, Tensor?[] indices)
        {
            if (indices.Length > source.Rank)
                throw new IndexException("index", $"index: too many indices for tensor of dimension {source.Rank} (got {indices.Length})");
            var order = new int[source.Rank];
            int indexed = 0;
            int first = -1;
            int last = -1;
            Layout? shape = null;
            for (int i = 0; i < indices.Length; i++)
            {
                if (indices[i] is not { } index) continue;
                order[indexed++] = i;
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
            int at = indexed;
            for (int i = 0; i < source.Rank; i++)
            {
                if (i >= indices.Length || indices[i] is null) order[at++] = i;
            }
            var rest = new long[source.Rank - indexed];
            for (int i = 0; i < rest.Length; i++) rest[i] = source.Shape[order[indexed + i]];

            // Indices side by side put their result where they stood; separated ones put it first, as in NumPy.
            bool adjacent = last - first + 1 == indexed;
            Tensor? positions = null;
            long rows = 1;
            for (int i = indexed - 1; i >= 0; i--)
            {
                long size = source.Shape[order[i]];
                Tensor index = IndexDispatch.Wrap(indices[order[i]]!.Convert(DType.Int64, source.Device), size, order[i]);
                Tensor scaled = rows == 1 ? index : index * rows;
                positions = positions is null ? scaled : positions + scaled;
                rows *= size;
            }
            positions = positions!.Expand(shape!.Sizes).Reshape([-1]);
            return new Plan(order, indexed, rest, shape.ToContiguous(), adjacent ? first : 0, rows, source.Shape.ToArray(), positions);
        }

        /// <summary>The source as a table of rows, one per combination of indexed positions.</summary>
        internal Tensor Rows(Tensor source)
        {
            long[] dims = new long[_order.Length];
            for (int i = 0; i < dims.Length; i++) dims[i] = _order[i];
            return source.Permute(dims).Reshape([_rowCount, .. _restSizes]);
        }

        /// <summary>A table of rows back in the source's shape.</summary>
        internal Tensor Unrows(Tensor rows)
        {
            long[] sizes = new long[_order.Length];
            long[] back = new long[_order.Length];
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = _sourceSizes[_order[i]];
                back[_order[i]] = i;
            }
            return rows.Reshape(sizes).Permute(back);
        }

        /// <summary>Picked rows in the result's shape.</summary>
        internal Tensor Restore(Tensor picked)
        {
            Tensor shaped = picked.Reshape([.. _indexShape.Sizes, .. _restSizes]);
            if (_insertAt == 0) return shaped;
            long[] dims = new long[shaped.Rank];
            int at = 0;
            for (int i = 0; i < _insertAt; i++) dims[at++] = _indexShape.Rank + i;
            for (int i = 0; i < _indexShape.Rank; i++) dims[at++] = i;
            for (int i = _insertAt; i < _restSizes.Length; i++) dims[at++] = _indexShape.Rank + i;
            return shaped.Permute(dims);
        }

        /// <summary>Values in the result's shape as rows.</summary>
        internal Tensor Flatten(Tensor value)
        {
            long[] sizes = [.. _restSizes.AsSpan(0, _insertAt), .. _indexShape.Sizes, .. _restSizes.AsSpan(_insertAt)];
            Layout wanted = Layout.Contiguous(sizes);
            while (value.Rank > wanted.Rank && value.Shape[0] == 1) value = value.Select(0, 0);
            if (!Conversions.Broadcastable(value.Layout, wanted))
                throw new ShapeMismatchException("index_put",
                    $"index_put: shape mismatch: value tensor of shape {value.Layout} cannot be broadcast to indexing result of "
                    + $"shape {wanted}", "value", wanted.ToString(), value.Layout.ToString());
            Tensor full = value.Expand(sizes);
            if (_insertAt > 0)
            {
                long[] dims = new long[full.Rank];
                int at = 0;
                for (int i = 0; i < _indexShape.Rank; i++) dims[at++] = _insertAt + i;
                for (int i = 0; i < _insertAt; i++) dims[at++] = i;
                for (int i = _insertAt; i < _restSizes.Length; i++) dims[at++] = _indexShape.Rank + i;
                full = full.Permute(dims);
            }
            return full.Reshape([_indexShape.Count, .. _restSizes]);
        }
    }
}
