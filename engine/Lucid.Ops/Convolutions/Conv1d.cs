using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Convolutions;

/// <summary>Convolution of (N, C, L) with weight (out, in / groups, k); the batch dimension may lack.</summary>
[Op("conv1d(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1) -> Tensor",
    Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Conv1d
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        ConvolutionDispatch.Spatial(input, weight, bias, stride, padding, dilation, false, [0], groups, 1);
}
