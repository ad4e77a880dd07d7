using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>Elements in order along a dimension, and where each came from; NaN is the largest. Always stable.</summary>
[Op("sort(Tensor input, int dim=-1, bool descending=False, *, bool stable=False) -> (Tensor values, Tensor indices)")]
internal static class Sort
{
    internal static (Tensor Values, Tensor Indices) Forward(Tensor input, long dim, bool descending, bool stable) =>
        OrderDispatch.Sort(input, dim, descending, "sort");

    internal static Tensor GradOfInput(Tensor gradValues, Layout inputLayout, Tensor indices, long dim) =>
        IndexedReduction.Backward(gradValues, inputLayout, indices, dim, keepdim: true);
}
