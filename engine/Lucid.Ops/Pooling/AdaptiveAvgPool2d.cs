using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The mean of each of output_size bins of (N, C, H, W), bin i of m from floor(i n / m) to ceil((i + 1) n / m).</summary>
[Op("adaptive_avg_pool2d(Tensor input, int[2] output_size) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class AdaptiveAvgPool2d
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> outputSize) =>
        ResamplingDispatch.AdaptiveAverage(input, PoolingDispatch.Spread(outputSize, stackalloc long[2], "adaptive_avg_pool2d", "output_size"));
}
