using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each window of (N, C, L) and its position within its plane, row-major, int64.</summary>
[Op("max_pool1d_with_indices(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) "
    + "-> (Tensor result, Tensor indices)", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class MaxPool1dWithIndices
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, bool ceilMode) =>
        PoolingDispatch.MaximumWithIndices(input, kernelSize, stride, padding, dilation, ceilMode, 1);
}
