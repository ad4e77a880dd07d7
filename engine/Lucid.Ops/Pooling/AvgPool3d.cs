using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The mean of each window of (N, C, D, H, W); the batch dimension may lack. Padding counts as zeros, or not at all.</summary>
[Op("avg_pool3d(Tensor input, int[3] kernel_size, int[3] stride=[], int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, "
    + "int? divisor_override=None) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class AvgPool3d
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        TensorFunctions.AvgPool(input, PoolingDispatch.Spread(kernelSize, stackalloc long[3], "avg_pool3d", "kernel_size"), stride, padding, ceilMode,
            countIncludePad, divisorOverride);
}
