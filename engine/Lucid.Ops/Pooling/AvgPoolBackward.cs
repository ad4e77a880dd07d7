using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>Gradients of means spread over their windows.</summary>
[Op("_avg_pool_backward(Tensor grad_output, int[] size, int[] kernel_size, int[] stride, int[] padding, bool ceil_mode, bool count_include_pad, "
    + "int? divisor_override) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class AvgPoolBackward
{
    internal static Tensor Forward(Tensor gradOutput, ReadOnlySpan<long> size, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        PoolingDispatch.AverageGradient(gradOutput, size, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);

    internal static Tensor GradOfGradOutput(Tensor grad, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        bool ceilMode, bool countIncludePad, long? divisorOverride) =>
        TensorFunctions.AvgPool(grad, kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride);
}
