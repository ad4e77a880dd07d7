using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Convolutions;

/// <summary>The transpose (input gradient) of a convolution of 1 spatial dimension; weight (in, out / groups, ...).</summary>
[Op("conv_transpose1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, "
    + "int groups=1, int[1] dilation=1) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class ConvTranspose1d
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> outputPadding, long groups, ReadOnlySpan<long> dilation) =>
        ConvolutionDispatch.Spatial(input, weight, bias, stride, padding, dilation, true, outputPadding, groups, 1);
}
