using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each window of (N, C, H, W) and its position within its plane, row-major, int64.</summary>
[Op("max_pool2d_with_indices(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) "
    + "-> (Tensor result, Tensor indices)", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class MaxPool2dWithIndices
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, bool ceilMode) =>
        PoolingDispatch.MaximumWithIndices(input, kernelSize, stride, padding, dilation, ceilMode, 2);
}
