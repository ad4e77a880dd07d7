using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Convolutions;

/// <summary>The gradient of a convolution's input, of the sizes given, from its output's gradient and its weight.</summary>
[Op("_convolution_input(Tensor grad_output, Tensor weight, int[] size, int[] stride, int[] padding, int[] dilation, int groups) -> Tensor",
    NoOut = true, Surface = OpSurface.None)]
internal static class ConvolutionInput
{
    internal static Tensor Forward(Tensor gradOutput, Tensor weight, ReadOnlySpan<long> size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        ConvolutionDispatch.Pass(ConvolutionPass.Input, gradOutput, weight, size, stride, padding, dilation, groups);

    internal static Tensor GradOfGradOutput(Tensor grad, Tensor weight, Layout gradOutputLayout, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups) =>
        TensorFunctions.ConvolutionOutput(grad, weight.Conj(), gradOutputLayout.Sizes, stride, padding, dilation, groups);

    internal static Tensor GradOfWeight(Tensor grad, Tensor gradOutput, Layout weightLayout, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        TensorFunctions.ConvolutionWeight(grad, gradOutput.Conj(), weightLayout.Sizes, stride, padding, dilation, groups);
}
