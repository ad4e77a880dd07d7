using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Ordering;

/// <summary>The k largest (or smallest) elements along a dimension, in order, and where they are.</summary>
[Op("topk(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)")]
internal static class Topk
{
    internal static (Tensor Values, Tensor Indices) Forward(Tensor input, long k, long dim, bool largest, bool sorted) =>
        OrderDispatch.Top(input, k, dim, largest);

    internal static Tensor GradOfInput(Tensor gradValues, Layout inputLayout, Tensor indices, long dim) =>
        IndexedReduction.Backward(gradValues, inputLayout, indices, dim, keepdim: true);
}
