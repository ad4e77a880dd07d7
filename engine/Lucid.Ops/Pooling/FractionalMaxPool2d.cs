using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each of output_size windows of (N, C, H, W) that random_samples (N, C, 2) place, and where it is.</summary>
[Op("fractional_max_pool2d(Tensor input, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor result, Tensor indices)",
    Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class FractionalMaxPool2d
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> kernelSize, ReadOnlySpan<long> outputSize,
        Tensor randomSamples) =>
        TensorFunctions.BinPool(input, PoolingDispatch.Spread(outputSize, stackalloc long[2], "fractional_max_pool2d", "output_size"),
            kernelSize, randomSamples, "fractional_max_pool2d");
}
