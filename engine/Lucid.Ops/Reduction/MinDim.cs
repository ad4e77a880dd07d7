using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Reduction;

/// <summary>Smallest elements along one dimension, and where they are; of equals the first.</summary>
[Op("min.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)")]
internal static class MinDim
{
    internal static (Tensor Values, Tensor Indices) Forward(Tensor input, long dim, bool keepdim) =>
        IndexedReduction.Run(input, dim, keepdim, largest: false, "min");

    internal static Tensor GradOfInput(Tensor gradValues, Layout inputLayout, Tensor indices, long dim, bool keepdim) =>
        IndexedReduction.Backward(gradValues, inputLayout, indices, dim, keepdim);
}
