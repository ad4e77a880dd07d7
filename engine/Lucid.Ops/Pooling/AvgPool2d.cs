using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The mean of each window of (N, C, H, W); the batch dimension may lack. Padding counts as zeros, or not at all.</summary>
[Op("avg_pool2d(Tensor input, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, "
    + "int? divisor_override=None) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class AvgPool2d
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        TensorFunctions.AvgPool(input, PoolingDispatch.Spread(kernelSize, stackalloc long[2], "avg_pool2d", "kernel_size"), stride, padding, ceilMode,
            countIncludePad, divisorOverride);
}
