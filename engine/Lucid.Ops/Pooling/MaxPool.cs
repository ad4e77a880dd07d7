using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each window, and where it is within its plane; as many dimensions as kernel_size has numbers.</summary>
[Op("_max_pool(Tensor input, int[] kernel_size, int[] stride, int[] padding, int[] dilation, bool ceil_mode) -> (Tensor result, Tensor indices)",
    NoOut = true, Surface = OpSurface.None)]
internal static class MaxPool
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, bool ceilMode) =>
        PoolingDispatch.Maximum(input, kernelSize, stride, padding, dilation, ceilMode, positions: true);

    internal static Tensor GradOfInput(Tensor gradResult, Layout inputLayout, Tensor indices, ReadOnlySpan<long> kernelSize) =>
        TensorFunctions.MaxPoolBackward(gradResult, indices, inputLayout.Sizes, kernelSize.Length);
}
