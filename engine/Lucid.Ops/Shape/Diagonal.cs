using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view of the diagonal of two dimensions, as the last dimension.</summary>
[Op("diagonal(Tensor input, int offset=0, int dim1=0, int dim2=1) -> Tensor", NoOut = true)]
internal static class Diagonal
{
    internal static Tensor Forward(Tensor input, long offset, long dim1, long dim2)
    {
        int first = Dimensions.Normalize(dim1, input.Rank, "diagonal", "dim1");
        int second = Dimensions.Normalize(dim2, input.Rank, "diagonal", "dim2");
        if (first == second || input.Rank < 2)
            throw new ArgumentValueException("diagonal", $"diagonal: diagonal dimensions cannot be identical {dim1}, {dim2}", "dim1");
        long rows = input.Shape[first];
        long columns = input.Shape[second];
        long length = Math.Max(0, offset >= 0 ? Math.Min(rows, columns - offset) : Math.Min(rows + offset, columns));
        Span<long> sizes = stackalloc long[input.Rank - 1];
        Span<long> strides = stackalloc long[input.Rank - 1];
        int at = 0;
        for (int i = 0; i < input.Rank; i++)
        {
            if (i == first || i == second) continue;
            sizes[at] = input.Shape[i];
            strides[at++] = input.Layout.Strides[i];
        }
        sizes[at] = length;
        strides[at] = input.Layout.Strides[first] + input.Layout.Strides[second];
        long start = length == 0 ? 0 : offset >= 0 ? offset * input.Layout.Strides[second] : -offset * input.Layout.Strides[first];
        return input.MakeView(Layout.Strided(sizes, strides), input.Offset + start);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long offset, long dim1, long dim2)
    {
        Tensor zeros = TensorFunctions.Zeros(inputLayout.Sizes, grad.DType, grad.Device);
        zeros.Diagonal(offset, dim1, dim2).CopyInPlace(grad);
        return zeros;
    }
}
