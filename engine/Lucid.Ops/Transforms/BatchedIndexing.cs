using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>Writing through index tensors in batches: the batch becomes one more index.</summary>
internal static class BatchedIndexing
{
    /// <summary>True when every dimension up to the last indexed one has an index tensor.</summary>
    internal static bool CanPut(CallFrame frame, TransformLevel level)
    {
        foreach (Tensor? index in frame.Tensors(1))
        {
            if (index is null || index.DType == DType.Bool) return false;
        }
        return level.BatchSize > 0 && frame.Tensors(1).Length > 0;
    }

    /// <summary>Arguments of one call that writes into the whole batch.</summary>
    internal static CallFrame Put(CallFrame frame, TransformLevel level)
    {
        int rank = 0;
        foreach (Tensor index in frame.Tensors(1)) rank = System.Math.Max(rank, index.Rank);
        var indices = new Tensor[frame.Tensors(1).Length + 1];
        Tensor positions = TensorFunctions.Arange(0, level.BatchSize, 1, DType.Int64, frame.Tensor(0).Device);
        for (int i = 0; i < rank; i++) positions = positions.Unsqueeze(-1);
        indices[0] = positions;
        for (int i = 1; i < indices.Length; i++)
        {
            Tensor index = frame.Tensors(1)[i - 1];
            Tensor whole = Batching.Whole(index, level);
            for (int r = index.Rank; r < rank; r++) whole = whole.Unsqueeze(1);
            indices[i] = whole;
        }
        CallFrame turned = frame.Copy();
        turned.SetTensor(0, Batching.Whole(frame.Tensor(0), level).Contiguous());
        turned.SetObject(1, indices);
        // The part's rank in one element: broadcast indices, then the dimensions that no index names.
        int part = rank + frame.Tensor(0).Rank - (indices.Length - 1);
        Tensor values = frame.Tensor(2);
        Tensor wholeValues = Batching.Whole(values, level);
        for (int r = values.Rank; r < part; r++) wholeValues = wholeValues.Unsqueeze(1);
        turned.SetTensor(2, wholeValues);
        return turned;
    }
}
