using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Layer normalisation with the mean and reciprocal deviation of each row.</summary>
[Op(
    "native_layer_norm(Tensor input, int[] normalized_shape, Tensor? weight, Tensor? bias, float eps) -> (Tensor result, Tensor "
    + "mean, Tensor rstd)", NoOut = true, Surface = OpSurface.None, Amp = AmpPolicy.Float32)]
internal static class NativeLayerNorm
{
    internal static (Tensor Result, Tensor Mean, Tensor Rstd) Forward(Tensor input, ReadOnlySpan<long> normalizedShape,
        Tensor? weight, Tensor? bias, double eps) =>
        LayerNormDispatch.Forward(input, normalizedShape, weight, bias, eps);

    internal static Tensor GradOfInput(Tensor gradResult, Tensor input, Tensor? weight, Tensor mean, Tensor rstd, ReadOnlySpan<long> normalizedShape) =>
        LayerNormDispatch.InputGradient(gradResult, input, weight, mean, rstd, normalizedShape);

    internal static Tensor GradOfWeight(Tensor gradResult, Tensor input, Tensor mean, Tensor rstd, Layout weightLayout) =>
        LayerNormDispatch.WeightGradient(gradResult, input, mean, rstd, weightLayout);

    internal static Tensor GradOfBias(Tensor gradResult, Layout biasLayout) => GradientShape.SumTo(gradResult, biasLayout);
}
