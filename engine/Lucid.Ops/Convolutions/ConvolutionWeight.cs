using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Convolutions;

/// <summary>The gradient of a convolution's weight, of the sizes given, from its input and its output's gradient.</summary>
[Op("_convolution_weight(Tensor input, Tensor grad_output, int[] size, int[] stride, int[] padding, int[] dilation, int groups) -> Tensor",
    NoOut = true, Surface = OpSurface.None)]
internal static class ConvolutionWeight
{
    internal static Tensor Forward(Tensor input, Tensor gradOutput, ReadOnlySpan<long> size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        ConvolutionDispatch.Pass(ConvolutionPass.Weight, input, gradOutput, size, stride, padding, dilation, groups);

    internal static Tensor GradOfInput(Tensor grad, Tensor gradOutput, Layout inputLayout, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        TensorFunctions.ConvolutionInput(gradOutput.Conj(), grad, inputLayout.Sizes, stride, padding, dilation, groups);

    internal static Tensor GradOfGradOutput(Tensor grad, Tensor input, Layout gradOutputLayout, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups) =>
        TensorFunctions.ConvolutionOutput(input.Conj(), grad, gradOutputLayout.Sizes, stride, padding, dilation, groups);
}
