using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>Which ops run on a whole batch in one call, and how their arguments must be turned for that.</summary>
internal static class BatchRules
{
    /// <summary>Whole batches of results; null when no rule fits.</summary>
    internal static Tensor[]? Apply(OpEntry entry, CallFrame frame, TransformLevel level)
    {
        // The result has the first operand's shape, so that one needs the batch too; and a number to fill with is no vector.
        if (entry.Name == "copy") return Call(entry, WholeFirst(frame, Align(frame, level, -1), level));
        if (entry.Name == "masked_fill" && frame.Reference(2) is Tensor filler && Batching.IsAt(filler, level))
            return [Batching.Whole(TensorFunctions.Where(frame.Tensor(1), filler.Convert(frame.Tensor(0).DType), frame.Tensor(0)), level)];
        if (IsElementwise(entry)) return Call(entry, Align(frame, level, -1));
        switch (entry.Name)
        {
            case "as_strided" when frame.Reference(0) is Tensor strided && Batching.IsAt(strided, level):
                return [OfStrides(frame, strided.Inner, level)];
            case "matmul":
                return [BatchedProducts.Matmul(frame.Tensor(0), frame.Tensor(1), level)];
            case "linear":
                return BatchedProducts.Linear(entry, frame, level);
            case "view" when entry.FullName == "view":
            case "reshape":
                return Call(entry, WithLeadingSize(frame, level, 1));
            case "expand":
                return Call(entry, ForExpand(frame, level));
            case "permute":
                return Call(entry, ForPermute(frame, level));
            case "squeeze":
                return Call(entry, ForSqueeze(frame, level));
            case "cat":
                return Call(entry, Shifted(entry, All(frame, level), 0));
            case "gather" or "scatter" or "scatter_add" or "_logcumsumexp_backward" when frame.Tensor(0).Rank > 0 && SameRanks(frame):
                return Call(entry, Shifted(entry, All(frame, level), 0));
            case "index_select" or "index_add" or "index_copy" or "index_fill" when frame.Tensor(0).Rank > 0 && !Batching.IsAt(frame.Tensor(2), level):
                return Call(entry, Shifted(entry, AllBut(frame, level, 2), 0));
            case "embedding" when !Batching.IsAt(frame.Tensor(0), level):
                return Call(entry, Inner(frame, level));
            case "native_layer_norm" when OnlyFirst(frame, level):
            case "index_put" when BatchedIndexing.CanPut(frame, level):
                return entry.Name == "index_put" ? Call(entry, BatchedIndexing.Put(frame, level)) : Call(entry, Inner(frame, level));
        }
        if (OnlyFirst(frame, level) && IsSingle(frame))
        {
            if (IsDirect(entry)) return Call(entry, Inner(frame, level));
            return ByDimensions(entry, frame, level);
        }
        // Every matrix of a stack in one call: both operands as stacks of the same length.
        return IsMatrixOp(entry) && SameRanks(frame) ? Call(entry, All(frame, level)) : null;
    }

    /// <summary>True for ops that work element by element with broadcasting.</summary>
    internal static bool IsElementwise(OpEntry entry) => entry.IsPointwise || entry.Name is "where" or "clamp" or "masked_fill" or "copy" or "lerp"
        or "_dropout_apply" or "threshold_backward" || entry.FullName is "add.alpha" or "sub.alpha";

    // One operand, no dimensions named: nothing to turn.
    private static bool IsDirect(OpEntry entry) => entry.Name is "clone" or "contiguous" or "conj" or "real" or "imag" or "convert" or "fill" or "zero" or "gelu"
        or "zeros_like" or "ones_like" or "empty_like" or "full_like" or "tril" or "triu" || entry.FullName == "view.dtype" || IsMatrixOp(entry);

    private static bool IsMatrixOp(OpEntry entry) => (entry.Name.StartsWith("linalg_", StringComparison.Ordinal) && !entry.Name.Contains("norm"))
        || entry.Name is "cholesky" or "inverse" or "det" or "slogdet" or "matrix_exp";

    private static Tensor[]? Call(OpEntry entry, CallFrame? frame) => frame is null ? null : FunctionTransforms.Invoke(entry, frame);

    /// <summary>Whole batches in place of batched tensors.</summary>
    private static CallFrame Inner(CallFrame frame, TransformLevel level) =>
        frame.Map(tensor => Batching.IsAt(tensor, level) ? tensor.Inner : tensor);

    /// <summary>Whole batches for all tensors, those without a batch repeated.</summary>
    private static CallFrame All(CallFrame frame, TransformLevel level) => frame.Map(tensor => Batching.Whole(tensor, level));

    private static CallFrame AllBut(CallFrame frame, TransformLevel level, int slot)
    {
        CallFrame whole = All(frame, level);
        whole.SetTensor(slot, frame.Tensor(slot));
        return whole;
    }

    // The first tensor is batched, and no other.
    private static bool OnlyFirst(CallFrame frame, TransformLevel level)
    {
        for (int i = 0; i < frame.Used; i++)
        {
            if (frame.Reference(i) is Tensor?[]) return false;
            bool batched = frame.Reference(i) is Tensor tensor && Batching.IsAt(tensor, level);
            if (batched != (i == 0)) return false;
        }
        return true;
    }

    private static bool IsSingle(CallFrame frame)
    {
        for (int i = 1; i < frame.Used; i++)
        {
            if (frame.Reference(i) is Tensor) return false;
        }
        return true;
    }

    private static bool SameRanks(CallFrame frame)
    {
        int rank = -1;
        for (int i = 0; i < frame.Used; i++)
        {
            if (frame.Reference(i) is not Tensor tensor) continue;
            if (rank >= 0 && tensor.Rank != rank) return false;
            rank = tensor.Rank;
        }
        return true;
    }

    /// <summary>
    /// Batches in front and, behind them, dimensions of size 1 up to a common rank, so that broadcasting pairs the right ones.
    /// </summary>
    internal static CallFrame Align(CallFrame frame, TransformLevel level, int rank)
    {
        DType? full = null;
        foreach (Tensor tensor in frame.Tensors())
        {
            rank = Math.Max(rank, tensor.Rank);
            if (tensor.Rank > 0) full = full is { } known ? DTypes.Promote(known, tensor.DType) : tensor.DType;
        }
        return frame.Map(tensor =>
        {
            if (!Batching.IsAt(tensor, level)) return tensor;
            Tensor whole = tensor.Inner;
            // A number in every element counts as a number in type promotion, though the batch of them is a vector.
            if (tensor.Rank == 0 && full is { } type && type != whole.DType && Category(type) >= Category(whole.DType)) whole = whole.Convert(type);
            for (int i = tensor.Rank; i < rank; i++) whole = whole.Unsqueeze(1);
            return whole;
        });
    }

    private static CallFrame WholeFirst(CallFrame frame, CallFrame aligned, TransformLevel level)
    {
        if (!Batching.IsAt(frame.Tensor(0), level)) aligned.SetTensor(0, Batching.Whole(frame.Tensor(0), level));
        return aligned;
    }

    // Strides and offset count from the start of each element's memory.
    private static Tensor OfStrides(CallFrame frame, Tensor whole, TransformLevel level) => whole.AsStrided(
        [level.BatchSize, .. frame.Ints(1)], [whole.Layout.Strides[0], .. frame.Ints(2)], whole.Offset + (frame.Has(3) ? frame.Int(3) : 0));

    private static int Category(DType type) => type.IsComplex() ? 3 : type.IsFloatingPoint() ? 2 : type == DType.Bool ? 0 : 1;

    private static CallFrame? WithLeadingSize(CallFrame frame, TransformLevel level, int slot)
    {
        CallFrame whole = Inner(frame, level);
        whole.SetObject(slot, (long[])[level.BatchSize, .. frame.Ints(slot)]);
        // Nothing to infer -1 from where there are no elements.
        return level.BatchSize == 0 && frame.Ints(slot).Contains(-1) ? null : whole;
    }

    private static CallFrame ForExpand(CallFrame frame, TransformLevel level)
    {
        Tensor whole = frame.Tensor(0).Inner;
        for (int i = frame.Tensor(0).Rank; i < frame.Ints(1).Length; i++) whole = whole.Unsqueeze(1);
        CallFrame turned = frame.Copy();
        turned.SetTensor(0, whole);
        turned.SetObject(1, (long[])[level.BatchSize, .. frame.Ints(1)]);
        return turned;
    }

    private static CallFrame ForPermute(CallFrame frame, TransformLevel level)
    {
        CallFrame turned = Inner(frame, level);
        ReadOnlySpan<long> dims = frame.Ints(1);
        int rank = frame.Tensor(0).Rank;
        var shifted = new long[dims.Length + 1];
        for (int i = 0; i < dims.Length; i++) shifted[i + 1] = Shift(dims[i], rank, 0, "permute", negativesToo: true);
        turned.SetObject(1, shifted);
        return turned;
    }

    private static CallFrame ForSqueeze(CallFrame frame, TransformLevel level)
    {
        CallFrame turned = Inner(frame, level);
        Tensor tensor = frame.Tensor(0);
        var dims = new System.Collections.Generic.List<long>();
        if (frame.Ints(1).IsEmpty)
        {
            for (int i = 0; i < tensor.Rank; i++)
            {
                if (tensor.Shape[i] == 1) dims.Add(i + 1);
            }
        }
        else if (tensor.Rank > 0)
        {
            foreach (long dim in frame.Ints(1)) dims.Add(Shift(dim, tensor.Rank, 0, "squeeze", negativesToo: true));
        }
        if (dims.Count == 0)
        {
            // Nothing to take away, and an empty list would mean every dimension, the batch among them.
            dims.Add(turned.Tensor(0).Rank);
            turned.SetTensor(0, turned.Tensor(0).Unsqueeze(-1));
        }
        turned.SetObject(1, dims.ToArray());
        return turned;
    }

    // Ops of one tensor whose other arguments name dimensions, or do not depend on the shape.
    private static Tensor[]? ByDimensions(OpEntry entry, CallFrame frame, TransformLevel level)
    {
        Tensor tensor = frame.Tensor(0);
        SchemaParameter[] parameters = entry.Schema.Parameters;
        int slot = Array.FindIndex(parameters, p => p.Name == "dim");
        if (slot >= 0 && !frame.Has(slot) || (slot >= 0 && parameters[slot].IsList && frame.Ints(slot).IsEmpty))
            return OverAll(entry, frame, level, slot);
        if (tensor.Rank == 0 && entry.Name != "unsqueeze") return null;
        bool named = false;
        foreach (SchemaParameter parameter in parameters) named |= IsDimension(parameter);
        return named ? Call(entry, Shifted(entry, Inner(frame, level), entry.Name == "unsqueeze" ? 1 : 0)) : null;
    }

    // No dimension named: over all of an element, that is over all but the batch.
    private static Tensor[]? OverAll(OpEntry entry, CallFrame frame, TransformLevel level, int slot)
    {
        Tensor tensor = frame.Tensor(0);
        CallFrame turned = Inner(frame, level);
        SchemaParameter parameter = entry.Schema.Parameters[slot];
        if (parameter.IsList)
        {
            if (tensor.Rank == 0) turned.SetTensor(0, turned.Tensor(0).Unsqueeze(1));
            var dims = new long[Math.Max(tensor.Rank, 1)];
            for (int i = 0; i < dims.Length; i++) dims[i] = i + 1;
            turned.SetObject(slot, dims);
            Tensor[]? reduced = Call(entry, turned);
            return tensor.Rank > 0 || reduced is null ? reduced : [reduced[0].Reshape([level.BatchSize])];
        }
        if (entry.Name is not ("argmax" or "argmin") || level.BatchSize == 0 || tensor.Count == 0) return null;
        turned.SetTensor(0, turned.Tensor(0).Reshape([level.BatchSize, -1]));
        turned.SetScalar(slot, 1);
        Tensor result = Call(entry, turned)![0];
        if (result.Rank == 1 || tensor.Rank == 1) return [result];
        var ones = new long[tensor.Rank + 1];
        Array.Fill(ones, 1);
        ones[0] = level.BatchSize;
        return [result.Reshape(ones)];
    }

    private static bool IsDimension(SchemaParameter p) => p.Type == SchemaType.Int
        && p.Name is "dim" or "dims" or "dim0" or "dim1" or "dim2" or "start_dim" or "end_dim" or "source" or "destination";

    // Dimensions counted from the front move by one; those counted from the back stay.
    private static CallFrame Shifted(OpEntry entry, CallFrame frame, int extra)
    {
        SchemaParameter[] parameters = entry.Schema.Parameters;
        int rank = frame.FirstTensor().Rank - 1;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!IsDimension(parameters[i]) || !frame.Has(i)) continue;
            if (!parameters[i].IsList)
            {
                frame.SetScalar(i, Shift(frame.Int(i), rank, extra, entry.Name));
                continue;
            }
            long[] dims = frame.Ints(i).ToArray();
            for (int d = 0; d < dims.Length; d++) dims[d] = Shift(dims[d], rank, extra, entry.Name);
            frame.SetObject(i, dims);
        }
        return frame;
    }

    private static long Shift(long dim, int rank, int extra, string op, bool negativesToo = false)
    {
        int bound = Math.Max(rank + extra, 1);
        if (dim < -bound || dim >= bound) throw IndexException.Dimension(op, dim, rank + extra);
        if (dim >= 0) return dim + 1;
        return negativesToo ? dim + bound + 1 : dim;
    }
}
