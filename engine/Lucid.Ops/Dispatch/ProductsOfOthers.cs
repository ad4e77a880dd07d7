using System.Collections.Generic;

namespace Lucid.Ops.Dispatch;

/// <summary>For each element of the last dimension, the product of all the others; exact where elements are zero.</summary>
internal static class ProductsOfOthers
{
    internal static Tensor Of(Tensor rows)
    {
        long length = rows.Shape[^1];
        if (length == 0) return rows;
        var before = new List<Tensor> { TensorFunctions.OnesLike(rows.Select(-1, 0)) };
        var after = new List<Tensor> { before[0] };
        for (long i = 1; i < length; i++) before.Add(before[^1] * rows.Select(-1, i - 1));
        for (long i = length - 2; i >= 0; i--) after.Add(after[^1] * rows.Select(-1, i + 1));
        after.Reverse();
        return TensorFunctions.Stack(before.ToArray(), -1) * TensorFunctions.Stack(after.ToArray(), -1);
    }
}
