using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The mean of each window; as many dimensions as kernel_size has numbers.</summary>
[Op("_avg_pool(Tensor input, int[] kernel_size, int[] stride, int[] padding, bool ceil_mode, bool count_include_pad, int? divisor_override) -> Tensor",
    NoOut = true, Surface = OpSurface.None)]
internal static class AvgPool
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        PoolingDispatch.Average(input, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        TensorFunctions.AvgPoolBackward(grad, inputLayout.Sizes, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
}
