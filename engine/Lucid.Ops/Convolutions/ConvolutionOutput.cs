using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Convolutions;

/// <summary>A convolution whose output has the sizes given: what the derivatives of the other passes are.</summary>
[Op("_convolution_output(Tensor input, Tensor weight, int[] size, int[] stride, int[] padding, int[] dilation, int groups) -> Tensor",
    NoOut = true, Surface = OpSurface.None)]
internal static class ConvolutionOutput
{
    internal static Tensor Forward(Tensor input, Tensor weight, ReadOnlySpan<long> size, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        ConvolutionDispatch.Pass(ConvolutionPass.Output, input, weight, size, stride, padding, dilation, groups);

    internal static Tensor GradOfInput(Tensor grad, Tensor weight, Layout inputLayout, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        TensorFunctions.ConvolutionInput(grad, weight.Conj(), inputLayout.Sizes, stride, padding, dilation, groups);

    internal static Tensor GradOfWeight(Tensor grad, Tensor input, Layout weightLayout, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        TensorFunctions.ConvolutionWeight(input.Conj(), grad, weightLayout.Sizes, stride, padding, dilation, groups);
}
