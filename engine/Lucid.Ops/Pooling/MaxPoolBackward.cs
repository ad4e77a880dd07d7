using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>Gradients added at positions within planes of the sizes given; the last dims dimensions are a plane.</summary>
[Op("_max_pool_backward(Tensor grad_output, Tensor indices, int[] size, int dims) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class MaxPoolBackward
{
    internal static Tensor Forward(Tensor gradOutput, Tensor indices, ReadOnlySpan<long> size, long dims) =>
        PoolingDispatch.MaximumGradient(gradOutput, indices, size, dims);

    internal static Tensor GradOfGradOutput(Tensor grad, Layout gradOutputLayout, Tensor indices, long dims) =>
        grad.Flatten(-dims, -1).Gather(-1, indices.Flatten(-dims, -1)).Reshape(gradOutputLayout.Sizes);
}
