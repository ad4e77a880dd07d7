using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>The rule for ops that have none: each element of the batch in turn, results stacked.</summary>
internal static class BatchLoop
{
    /// <summary>Whole batches of results.</summary>
    internal static Tensor[] Run(OpEntry entry, CallFrame frame, TransformLevel level)
    {
        if (level.BatchSize == 0) return Empty(entry, frame, level);
        Tensor[][]? columns = null;
        for (long b = 0; b < level.BatchSize; b++)
        {
            Tensor[] results = FunctionTransforms.Invoke(entry, Element(frame, level, b));
            columns ??= NewColumns(results.Length, level.BatchSize);
            for (int i = 0; i < results.Length; i++) columns[i][b] = results[i];
        }
        var stacked = new Tensor[columns!.Length];
        for (int i = 0; i < stacked.Length; i++) stacked[i] = TensorFunctions.Stack(columns[i], 0);
        return stacked;
    }

    private static Tensor[][] NewColumns(int count, long size)
    {
        var columns = new Tensor[count][];
        for (int i = 0; i < count; i++) columns[i] = new Tensor[size];
        return columns;
    }

    private static CallFrame Element(CallFrame frame, TransformLevel level, long index) => frame.Map(tensor =>
        !Batching.IsAt(tensor, level) ? tensor
        : level.BatchSize > 0 ? tensor.Inner.Select(0, index)
        : TensorFunctions.Zeros(tensor.Shape, tensor.DType, tensor.Device));

    // Shapes of the results, found on zeros.
    private static Tensor[] Empty(OpEntry entry, CallFrame frame, TransformLevel level)
    {
        Tensor[] results = FunctionTransforms.Invoke(entry, Element(frame, level, 0));
        for (int i = 0; i < results.Length; i++)
            results[i] = TensorFunctions.Zeros([0, .. results[i].Shape], results[i].DType, results[i].Device);
        return results;
    }
}
