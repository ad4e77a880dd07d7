using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Cpu.Sort;

namespace Lucid.Ops.Ordering;

/// <summary>The most frequent element along a dimension, of several the smallest, and where it last is.</summary>
[Op("mode(Tensor input, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)")]
internal static class Mode
{
    internal static (Tensor Values, Tensor Indices) Forward(Tensor input, long dim, bool keepdim) =>
        OrderDispatch.Select(input, dim, keepdim, SelectionKind.Mode, 0, "mode");

    internal static Tensor GradOfInput(Tensor gradValues, Layout inputLayout, Tensor indices, long dim, bool keepdim) =>
        IndexedReduction.Backward(gradValues, inputLayout, indices, dim, keepdim);
}
