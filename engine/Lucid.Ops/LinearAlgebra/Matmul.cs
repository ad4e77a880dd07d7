using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Matrix product of two tensors with PyTorch's rules: vectors are rows or columns, leading dimensions are batches and broadcast.
/// </summary>
[Op("matmul(Tensor input, Tensor other) -> Tensor", Amp = AmpPolicy.Float16)]
internal static class Matmul
{
    internal static Tensor Forward(Tensor input, Tensor other) => MatrixDispatch.Product(input, other, "matmul");

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, Tensor other)
    {
        // Seen as matrices: a vector on the left is one row, a vector on the right one column.
        Tensor right = other.Rank == 1 ? other.Unsqueeze(1) : other;
        Tensor gradient = AsMatrix(grad, inputLayout.Rank, other.Rank).Matmul(right.Transpose(-2, -1).Conj());
        return Fold(gradient, inputLayout, rowVector: inputLayout.Rank == 1);
    }

    internal static Tensor GradOfOther(Tensor grad, Tensor input, Layout otherLayout)
    {
        Tensor left = input.Rank == 1 ? input.Unsqueeze(0) : input;
        Tensor gradient = AsMatrix(grad, input.Rank, otherLayout.Rank);
        if (otherLayout.Rank <= 2 && left.Rank > 2)
        {
            // One matrix for all batches: flatten them into rows instead of summing a batch of products.
            left = left.Flatten(0, -2);
            gradient = gradient.Flatten(0, -2);
        }
        Tensor product = left.Transpose(-2, -1).Conj().Matmul(gradient);
        return Fold(product, otherLayout, rowVector: false);
    }

    private static Tensor AsMatrix(Tensor grad, int inputRank, int otherRank)
    {
        if (otherRank == 1) grad = grad.Unsqueeze(-1);
        return inputRank == 1 ? grad.Unsqueeze(-2) : grad;
    }

    private static Tensor Fold(Tensor gradient, Layout layout, bool rowVector)
    {
        if (layout.Rank == 1) gradient = gradient.Squeeze([rowVector ? -2 : -1]);
        return gradient.Layout.SameSizes(layout) ? gradient : GradientShape.SumTo(gradient, layout);
    }
}
