using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Resampling;

/// <summary>Windows of (N, C, H, W) as columns (N, C kh kw, L); the batch dimension may lack. Padding is zero.</summary>
[Op("im2col(Tensor input, int[2] kernel_size, int[2] dilation, int[2] padding, int[2] stride) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class Im2col
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> stride) => WindowColumnsDispatch.Gather(input, kernelSize, dilation, padding, stride);

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> dilation,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> stride) =>
        TensorFunctions.Col2im(grad, inputLayout.Sizes[^2..], kernelSize, dilation, padding, stride);
}
