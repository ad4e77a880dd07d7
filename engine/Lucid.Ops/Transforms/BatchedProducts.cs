using System;
using Lucid.Ops.Dispatch;
using Lucid.Transforms;

namespace Lucid.Ops.Transforms;

/// <summary>Matrix products of batches: the batch becomes the leading dimension of a stack of matrices.</summary>
internal static class BatchedProducts
{
    /// <summary>The whole batch of products.</summary>
    internal static Tensor Matmul(Tensor left, Tensor right, TransformLevel level)
    {
        if (left.Rank == 0 || right.Rank == 0) throw new ShapeMismatchException("matmul", "matmul: both arguments to matmul need to be at least 1D");
        bool leftBatch = Batching.IsAt(left, level);
        bool rightBatch = Batching.IsAt(right, level);
        Tensor a = leftBatch ? left.Inner : left;
        Tensor b = rightBatch ? right.Inner : right;
        // One matrix or vector for all rows: the batch is just another dimension of rows.
        if (!rightBatch && (right.Rank == 1 || (right.Rank == 2 && left.Rank >= 2))) return a.Matmul(b);
        if (!rightBatch && right.Rank == 2) return a.Matmul(b);
        if (left.Rank == 1) a = a.Unsqueeze(-2);
        if (right.Rank == 1) b = b.Unsqueeze(-1);
        int leftRank = Math.Max(left.Rank, 2);
        int rightRank = Math.Max(right.Rank, 2);
        if (leftBatch) a = Lead(a, rightRank - leftRank);
        if (rightBatch) b = Lead(b, leftRank - rightRank);
        Tensor product = a.Matmul(b);
        if (right.Rank == 1) product = product.Squeeze([-1]);
        return left.Rank == 1 ? product.Squeeze([right.Rank == 1 ? -1 : -2]) : product;
    }

    /// <summary>The whole batch of a linear layer's outputs.</summary>
    internal static Tensor[] Linear(OpEntry entry, CallFrame frame, TransformLevel level)
    {
        Tensor input = frame.Tensor(0);
        Tensor weight = frame.Tensor(1);
        Tensor? bias = frame.TensorOrNull(2);
        if (!Batching.IsAt(weight, level) && (bias is null || !Batching.IsAt(bias, level)))
        {
            CallFrame whole = frame.Copy();
            whole.SetTensor(0, input.Inner);
            return FunctionTransforms.Invoke(entry, whole);
        }
        Tensor product = weight.Rank == 1 ? input.Matmul(weight) : input.Matmul(weight.Transpose(0, 1));
        return [Batching.Whole(bias is null ? product : product.Add(bias), level)];
    }

    private static Tensor Lead(Tensor whole, int ones)
    {
        for (int i = 0; i < ones; i++) whole = whole.Unsqueeze(1);
        return whole;
    }
}
