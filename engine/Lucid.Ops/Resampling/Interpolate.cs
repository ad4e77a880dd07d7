using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Resampling;

/// <summary>
/// (N, C, ...) resampled to a size, or by factors. Modes nearest, nearest-exact and area take any number of dimensions, linear one,
/// bilinear and bicubic two (with antialias where wanted), trilinear three.
/// </summary>
[Op("interpolate(Tensor input, int[1]? size=None, float[1]? scale_factor=None, str mode='nearest', bool? align_corners=None, "
    + "bool? recompute_scale_factor=None, bool antialias=False) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class Interpolate
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> size, ReadOnlySpan<double> scaleFactor, string mode, bool? alignCorners,
        bool? recomputeScaleFactor, bool antialias) =>
        ResamplingDispatch.Interpolate(input, size, scaleFactor, mode, alignCorners, recomputeScaleFactor, antialias);
}
