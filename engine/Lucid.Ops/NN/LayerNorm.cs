using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>Each row less its mean, divided by its deviation, times weight plus bias; rows are the trailing dimensions given.</summary>
[Op("layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05) -> Tensor",
    NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class LayerNorm
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> normalizedShape, Tensor? weight, Tensor? bias, double eps) =>
        TensorFunctions.NativeLayerNorm(input, normalizedShape, weight, bias, eps).Result;
}
