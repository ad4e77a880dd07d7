using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Resampling;

/// <summary>
/// Values of input (N, C, H, W) or (N, C, D, H, W) at a grid's positions. interpolation_mode is 0 bilinear, 1 nearest, 2 bicubic;
/// padding_mode 0 zeros, 1 border, 2 reflection.
/// </summary>
[Op("grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor", Composite = true,
    NoOut = true, Surface = OpSurface.Function)]
internal static class GridSampler
{
    internal static Tensor Forward(Tensor input, Tensor grid, long interpolationMode, long paddingMode, bool alignCorners) =>
        GridSampling.Run(input, grid, interpolationMode, paddingMode, alignCorners);
}
