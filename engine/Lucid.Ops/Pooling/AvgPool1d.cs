using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The mean of each window of (N, C, L); the batch dimension may lack. Padding counts as zeros, or not at all.</summary>
[Op("avg_pool1d(Tensor input, int[1] kernel_size, int[1] stride=[], int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True) "
    + "-> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class AvgPool1d
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        bool ceilMode, bool countIncludePad) =>
        TensorFunctions.AvgPool(input, PoolingDispatch.Spread(kernelSize, stackalloc long[1], "avg_pool1d", "kernel_size"), stride, padding, ceilMode,
            countIncludePad, null);
}
