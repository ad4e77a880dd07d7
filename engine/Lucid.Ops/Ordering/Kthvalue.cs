using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Cpu.Sort;

namespace Lucid.Ops.Ordering;

/// <summary>The k-th smallest element along a dimension (k counts from 1), and where it is.</summary>
[Op("kthvalue(Tensor input, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)")]
internal static class Kthvalue
{
    internal static (Tensor Values, Tensor Indices) Forward(Tensor input, long k, long dim, bool keepdim)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "kthvalue");
        long size = input.Rank == 0 ? 1 : input.Shape[at];
        if (size > 0 && (k < 1 || k > size))
            throw new ArgumentValueException("kthvalue", $"kthvalue: selected number k out of range for dimension {at}: k is {k}, input is {input.Layout}", "k");
        return OrderDispatch.Select(input, dim, keepdim, SelectionKind.Kth, k - 1, "kthvalue");
    }

    internal static Tensor GradOfInput(Tensor gradValues, Layout inputLayout, Tensor indices, long dim, bool keepdim) =>
        IndexedReduction.Backward(gradValues, inputLayout, indices, dim, keepdim);
}
