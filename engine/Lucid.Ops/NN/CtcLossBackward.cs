using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Gradient of what went into log_softmax, for gradients of the samples' losses.</summary>
[Op(
    "_ctc_loss_backward(Tensor grad_losses, Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, Tensor losses, Tensor "
    + "log_alpha, int blank, bool zero_infinity) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class CtcLossBackward
{
    internal static Tensor Forward(Tensor gradLosses, Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths,
        ReadOnlySpan<long> targetLengths, Tensor losses, Tensor logAlpha, long blank, bool zeroInfinity) =>
        TemporalClassificationDispatch.Backward(gradLosses, logProbs, targets, inputLengths, targetLengths, losses, logAlpha, blank, zeroInfinity);

    internal static Tensor GradOfGradLosses(Tensor grad) => throw Missing();

    internal static Tensor GradOfLogProbs(Tensor grad) => throw Missing();

    private static NotImplementedException Missing() => new("ctc_loss", "ctc_loss: there are no second derivatives, as in PyTorch");
}
