using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pooling;

/// <summary>Zeros of output_size with the elements of input where indices say, as a maximum pooling of 3 dimensions gave them.</summary>
[Op("max_unpool3d(Tensor input, Tensor indices, int[3] output_size) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class MaxUnpool3d
{
    internal static Tensor Forward(Tensor input, Tensor indices, ReadOnlySpan<long> outputSize) => MaxUnpooling.Run(input, indices, outputSize, 3);
}
