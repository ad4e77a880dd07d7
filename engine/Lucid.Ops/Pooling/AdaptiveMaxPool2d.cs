using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each of output_size bins of (N, C, H, W), bin i of m from floor(i n / m) to ceil((i + 1) n / m), and where it is.</summary>
[Op("adaptive_max_pool2d(Tensor input, int[2] output_size) -> (Tensor result, Tensor indices)", Composite = true, NoOut = true,
    Surface = OpSurface.Function)]
internal static class AdaptiveMaxPool2d
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> outputSize) =>
        TensorFunctions.BinPool(input, PoolingDispatch.Spread(outputSize, stackalloc long[2], "adaptive_max_pool2d", "output_size"), [], null,
            "adaptive_max_pool2d");
}
