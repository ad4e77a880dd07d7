using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>
/// Connectionist temporal classification (A. Graves et al., 2006) of log-probabilities (steps, samples, classes) and labels
/// (samples, labels) or all in one vector. The mean divides each sample's loss by its labels first.
/// </summary>
[Op(
    "ctc_loss(Tensor log_probs, Tensor targets, int[] input_lengths, int[] target_lengths, int blank=0, str reduction='mean', bool "
    + "zero_infinity=False) -> Tensor", NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class CtcLoss
{
    internal static Tensor Forward(Tensor logProbs, Tensor targets, ReadOnlySpan<long> inputLengths, ReadOnlySpan<long> targetLengths, long blank,
        string reduction, bool zeroInfinity) =>
        TemporalClassificationDispatch.Loss(logProbs, targets, inputLengths, targetLengths, blank, reduction, zeroInfinity);
}
