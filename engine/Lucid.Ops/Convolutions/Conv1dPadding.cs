using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Convolutions;

/// <summary>Convolution whose padding is "valid" (none) or "same" (the output has the input's extents).</summary>
[Op("conv1d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, str padding='valid', int[1] dilation=1, int groups=1) "
    + "-> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Conv1dPadding
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, string padding,
        ReadOnlySpan<long> dilation, long groups) =>
        ConvolutionDispatch.Padded(input, weight, bias, stride, padding, dilation, groups, 1);
}
