using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each window of (N, C, D, H, W) and its position within its plane, row-major, int64.</summary>
[Op("max_pool3d_with_indices(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, int[3] dilation=1, bool ceil_mode=False) "
    + "-> (Tensor result, Tensor indices)", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class MaxPool3dWithIndices
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, bool ceilMode) =>
        PoolingDispatch.MaximumWithIndices(input, kernelSize, stride, padding, dilation, ceilMode, 3);
}
