using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sums of products over pairs of dimensions; the others stay, those of input first.</summary>
[Op("_tensordot(Tensor input, Tensor other, int[] dims_self, int[] dims_other) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class Tensordot
{
    internal static Tensor Forward(Tensor input, Tensor other, ReadOnlySpan<long> dimsSelf, ReadOnlySpan<long> dimsOther)
    {
        if (dimsSelf.Length != dimsOther.Length)
            throw new ShapeMismatchException("tensordot", "tensordot: both dimension lists should have same length", "dims");
        (input, other) = Matched(input, other, dimsSelf, dimsOther);
        Span<long> orderA = stackalloc long[input.Rank], orderB = stackalloc long[other.Rank], sizes = stackalloc long[input.Rank + other.Rank];
        int keptA = Kept(input, dimsSelf, orderA), keptB = Kept(other, dimsOther, orderB);
        long rows = 1, columns = 1, depth = 1;
        int rank = 0;
        for (int i = 0; i < keptA; i++) rows *= sizes[rank++] = input.Shape[(int)orderA[i]];
        for (int i = 0; i < keptB; i++) columns *= sizes[rank++] = other.Shape[(int)orderB[i]];
        for (int i = keptA; i < input.Rank; i++) depth *= input.Shape[(int)orderA[i]];
        Tensor left = input.Permute(orderA).Reshape([rows, depth]), right = other.Permute(orderB).Reshape([columns, depth]);
        return left.Mm(right.Transpose(0, 1)).Reshape(sizes[..rank]);
    }

    // Kept dimensions in order, then the summed ones in the order given.
    private static int Kept(Tensor tensor, ReadOnlySpan<long> dims, Span<long> order)
    {
        Span<bool> summed = stackalloc bool[tensor.Rank];
        if (!dims.IsEmpty) ReductionDispatch.Mark(tensor.Layout, dims, summed, "tensordot");
        int count = 0;
        for (int i = 0; i < tensor.Rank; i++)
            if (!summed[i]) order[count++] = i;
        for (int i = 0; i < dims.Length; i++) order[count + i] = Dimensions.Normalize(dims[i], tensor.Rank, "tensordot");
        return count;
    }

    // A dimension of size 1 on one side sums its partner.
    private static (Tensor Input, Tensor Other) Matched(Tensor input, Tensor other, ReadOnlySpan<long> dimsSelf, ReadOnlySpan<long> dimsOther)
    {
        for (int i = 0; i < dimsSelf.Length; i++)
        {
            int a = Dimensions.Normalize(dimsSelf[i], input.Rank, "tensordot"), b = Dimensions.Normalize(dimsOther[i], other.Rank, "tensordot");
            if (input.Rank == 0 || other.Rank == 0 || (input.Shape[a] != other.Shape[b] && input.Shape[a] != 1 && other.Shape[b] != 1))
                throw new ShapeMismatchException("tensordot",
                    $"tensordot: contracted dimensions need to match: dimension {a} of the first is {input.Layout}, dimension {b} of the second is "
                    + $"{other.Layout}", "other", input.Layout.ToString(), other.Layout.ToString());
            if (input.Shape[a] == other.Shape[b]) continue;
            if (input.Shape[a] == 1) other = other.Sum([b], keepdim: true, dtype: other.DType);
            else input = input.Sum([a], keepdim: true, dtype: input.DType);
        }
        return (input, other);
    }
}
