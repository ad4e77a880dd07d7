using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Cpu.Sort;

namespace Lucid.Ops.Ordering;

/// <summary>The lower median along a dimension, and where it is; NaN if there is one.</summary>
[Op("median.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)")]
internal static class MedianDim
{
    internal static (Tensor Values, Tensor Indices) Forward(Tensor input, long dim, bool keepdim) =>
        OrderDispatch.Select(input, dim, keepdim, SelectionKind.Median, 0, "median");

    internal static Tensor GradOfInput(Tensor gradValues, Layout inputLayout, Tensor indices, long dim, bool keepdim) =>
        IndexedReduction.Backward(gradValues, inputLayout, indices, dim, keepdim);
}
