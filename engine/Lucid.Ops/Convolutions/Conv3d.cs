using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Convolutions;

/// <summary>Convolution of (N, C, D, H, W) with weight (out, in / groups, kd, kh, kw); the batch dimension may lack.</summary>
[Op("conv3d(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] dilation=1, int groups=1) -> Tensor",
    Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Conv3d
{
    internal static Tensor Forward(Tensor input, Tensor weight, Tensor? bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, long groups) =>
        ConvolutionDispatch.Spatial(input, weight, bias, stride, padding, dilation, false, [0], groups, 3);
}
