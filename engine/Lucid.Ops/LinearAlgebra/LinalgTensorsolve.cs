using System;
using System.Collections.Generic;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>X with tensordot(A, X, X.ndim) = B; the dimensions dims of A are moved behind the others first.</summary>
[Op("linalg_tensorsolve(Tensor A, Tensor B, int[]? dims=None) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgTensorsolve
{
    internal static Tensor Forward(Tensor a, Tensor b, ReadOnlySpan<long> dims)
    {
        const string Op = "linalg.tensorsolve";
        Tensor moved = a;
        if (!dims.IsEmpty)
        {
            var order = new List<long>();
            for (int i = 0; i < a.Rank; i++) order.Add(i);
            foreach (long dim in dims)
            {
                int at = Dimensions.Normalize(dim, a.Rank, Op);
                order.Remove(at);
                order.Add(at);
            }
            moved = a.Permute(order.ToArray());
        }
        int split = Math.Min(b.Rank, moved.Rank);
        long rows = b.Count, columns = Matrices.Count(moved.Shape[split..]);
        if (rows != columns || rows * columns != moved.Count)
            throw new ShapeMismatchException(Op,
                $"{Op}: Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == prod(self.shape[:other.ndim]), "
                + $"but A is {a.Layout} and B is {b.Layout}", "A");
        Tensor solution = TensorFunctions.LinalgSolve(moved.Reshape([rows, columns]), b.Ravel());
        return solution.Reshape(moved.Shape[split..]);
    }
}
