using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>The greatest of each of output_size bins, adaptive or placed by samples, and where it is within its plane.</summary>
[Op("_bin_pool(Tensor input, int[] output_size, int[] kernel_size, Tensor? samples, str op) -> (Tensor result, Tensor indices)",
    NoOut = true, Surface = OpSurface.None)]
internal static class BinPool
{
    internal static (Tensor Result, Tensor Indices) Forward(Tensor input, ReadOnlySpan<long> outputSize, ReadOnlySpan<long> kernelSize,
        Tensor? samples, string op) => PoolingDispatch.Bins(input, outputSize, kernelSize, samples, op);

    internal static Tensor GradOfInput(Tensor gradResult, Layout inputLayout, Tensor indices, ReadOnlySpan<long> outputSize) =>
        TensorFunctions.MaxPoolBackward(gradResult, indices, inputLayout.Sizes, outputSize.Length);
}
