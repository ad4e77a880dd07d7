using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Loss of every sample, the log-sum-exp of its scores, and the sum of the targets' weights.</summary>
[Op(
    "_cross_entropy_forward(Tensor input, Tensor target, Tensor? weight, int ignore_index, float label_smoothing) -> (Tensor "
    + "losses, Tensor normaliser, Tensor divisor)", NoOut = true, Surface = OpSurface.None, Amp = AmpPolicy.Float32)]
internal static class CrossEntropyForward
{
    internal static (Tensor Losses, Tensor Normaliser, Tensor Divisor) Forward(Tensor input, Tensor target, Tensor? weight,
        long ignoreIndex, double labelSmoothing) =>
        CrossEntropyDispatch.Forward(input, target, weight, ignoreIndex, labelSmoothing);

    internal static Tensor GradOfInput(Tensor gradLosses, Tensor input, Tensor target, Tensor? weight, Tensor normaliser,
        long ignoreIndex, double labelSmoothing) =>
        CrossEntropyDispatch.Backward(gradLosses, input, target, weight, normaliser, ignoreIndex, labelSmoothing);
}
