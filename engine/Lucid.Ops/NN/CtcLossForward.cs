using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Loss of every sample, and the logarithms of the probabilities of all that leads to a step and position.</summary>
[Op(
    "_ctc_loss_forward(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank, bool zero_infinity) -> (Tensor "
    + "losses, Tensor log_alpha)", NoOut = true, Surface = OpSurface.None, Amp = AmpPolicy.Float32)]
internal static class CtcLossForward
{
    internal static (Tensor Losses, Tensor LogAlpha) Forward(Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths,
        ReadOnlySpan<long> targetLengths, long blank, bool zeroInfinity) =>
        TemporalClassificationDispatch.Forward(logProbs, targets, inputLengths, targetLengths, blank, zeroInfinity);

    internal static Tensor GradOfLogProbs(Tensor gradLosses, Tensor logProbs, Tensor targets, long[] inputLengths, long[] targetLengths,
        Tensor losses, Tensor logAlpha, long blank, bool zeroInfinity) =>
        TensorFunctions.CtcLossBackward(gradLosses, logProbs, targets, inputLengths, targetLengths, losses, logAlpha, blank, zeroInfinity);
}
