using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view with the dimensions in another order.</summary>
[Op("permute(Tensor input, int[] dims) -> Tensor", NoOut = true)]
internal static class Permute
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dims)
    {
        Span<int> order = stackalloc int[input.Rank];
        Order(input.Rank, dims, order);
        return input.MakeView(Views.Permute(input.Layout, order), input.Offset);
    }

    internal static Tensor GradOfInput(Tensor grad, ReadOnlySpan<long> dims)
    {
        Span<int> order = stackalloc int[dims.Length];
        Order(dims.Length, dims, order);
        Span<long> back = stackalloc long[dims.Length];
        for (int i = 0; i < order.Length; i++) back[order[i]] = i;
        return grad.Permute(back);
    }

    private static void Order(int rank, ReadOnlySpan<long> dims, Span<int> order)
    {
        if (dims.Length != rank)
            throw new ShapeMismatchException("permute",
                "permute: number of dimensions in the tensor input does not match the length of the desired ordering of "
                + $"dimensions i.e. input.dim() = {rank} is not equal to len(dims) = {dims.Length}", "dims");
        Span<bool> seen = stackalloc bool[rank];
        seen.Clear();
        for (int i = 0; i < rank; i++)
        {
            order[i] = Dimensions.Normalize(dims[i], rank, "permute", "dims");
            if (seen[order[i]]) throw new ArgumentValueException("permute", $"permute: duplicate dims are not allowed: {Layout.Format(dims)}", "dims");
            seen[order[i]] = true;
        }
    }
}
