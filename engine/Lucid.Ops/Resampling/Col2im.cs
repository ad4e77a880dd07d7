using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Resampling;

/// <summary>Columns (N, C kh kw, L) added into planes (N, C, *output_size) where their windows lie; the batch dimension may lack.</summary>
[Op("col2im(Tensor input, int[2] output_size, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor", NoOut = true,
    Surface = OpSurface.Function)]
internal static class Col2im
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> outputSize, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> dilation,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> stride) =>
        WindowColumnsDispatch.Add(input, outputSize, kernelSize, dilation, padding, stride);

    internal static Tensor GradOfInput(Tensor grad, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> stride) => TensorFunctions.Im2col(grad, kernelSize, dilation, padding, stride);
}
