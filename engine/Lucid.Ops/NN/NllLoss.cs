using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Minus the log-probability of each target class, weighted; classes lie in dimension 1, or 0 of a vector.</summary>
[Op("nll_loss(Tensor input, Tensor target, Tensor? weight=None, str reduction='mean', int ignore_index=-100) -> Tensor",
    NoOut = true, Surface = OpSurface.Function, Composite = true, Amp = AmpPolicy.Float32)]
internal static class NllLoss
{
    internal static Tensor Forward(Tensor input, Tensor target, Tensor? weight, string reduction, long ignoreIndex) =>
        CrossEntropyDispatch.NegativeLogLikelihood(input, target, weight, reduction, ignoreIndex);
}
