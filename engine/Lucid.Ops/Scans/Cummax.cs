using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Scans;

/// <summary>The largest element so far along a dimension, and where it was last reached; NaN stays.</summary>
[Op("cummax(Tensor input, int dim=-1) -> (Tensor values, Tensor indices)")]
internal static class Cummax
{
    internal static (Tensor Values, Tensor Indices) Forward(Tensor input, long dim) => ScanDispatch.Extremes(input, dim, ScanKind.Maximum, "cummax");

    internal static Tensor GradOfInput(Tensor gradValues, Layout inputLayout, Tensor indices, long dim) =>
        IndexedReduction.Backward(gradValues, inputLayout, indices, dim, keepdim: true);
}
