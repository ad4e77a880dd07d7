using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each of output_size windows of (N, C, D, H, W) that random_samples (N, C, 3) place, and where it is.</summary>
[Op("fractional_max_pool3d(Tensor input, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor result, Tensor indices)",
    Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class FractionalMaxPool3d
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> outputSize,
        Tensor randomSamples) =>
        TensorFunctions.BinPool(input, PoolingDispatch.Spread(outputSize, stackalloc long[3], "fractional_max_pool3d", "output_size"),
            kernelSize, randomSamples, "fractional_max_pool3d");
}
