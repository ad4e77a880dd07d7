using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each window of (N, C, L); the batch dimension may lack. Padding counts as minus infinity.</summary>
[Op("max_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, int[1] dilation=1, bool ceil_mode=False) -> Tensor",
    Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class MaxPool1d
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool ceilMode) => PoolingDispatch.Maximum(input, kernelSize, stride, padding, dilation, ceilMode, 1);
}
