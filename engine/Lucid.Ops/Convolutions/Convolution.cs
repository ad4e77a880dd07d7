using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Convolutions;

/// <summary>
/// Convolution (cross-correlation) over one to three spatial dimensions, or its transpose: input (N, C, ...), weight
/// (out, in / groups, ...), transposed (in, out / groups, ...), bias (out,).
/// </summary>
[Op("convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, int[] dilation, bool transposed, int[] output_padding, "
    + "int groups) -> Tensor", Amp = AmpPolicy.Float16, NoOut = true, Surface = OpSurface.Function)]
internal static class Convolution
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool transposed, ReadOnlySpan<long> outputPadding, long groups) =>
        ConvolutionDispatch.Forward(input, weight, bias, stride, padding, dilation, transposed, outputPadding, groups);

    internal static Tensor GradOfInput(Tensor grad, Tensor weight, Layout inputLayout, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool transposed, long groups) => transposed
        ? TensorFunctions.ConvolutionOutput(grad, weight.Conj(), inputLayout.Sizes, stride, padding, dilation, groups)
        : TensorFunctions.ConvolutionInput(grad, weight.Conj(), inputLayout.Sizes, stride, padding, dilation, groups);

    internal static Tensor GradOfWeight(Tensor grad, Tensor input, Layout weightLayout, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, bool transposed, long groups) => transposed
        ? TensorFunctions.ConvolutionWeight(grad, input.Conj(), weightLayout.Sizes, stride, padding, dilation, groups)
        : TensorFunctions.ConvolutionWeight(input.Conj(), grad, weightLayout.Sizes, stride, padding, dilation, groups);

    internal static Tensor GradOfBias(Tensor grad)
    {
        Span<long> dims = stackalloc long[grad.Rank - 1];
        for (int i = 1; i < dims.Length; i++) dims[i] = i + 1;
        return grad.Sum(dims);
    }
}
