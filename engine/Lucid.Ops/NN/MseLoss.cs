using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Squared differences, averaged, summed or as they are.</summary>
[Op("mse_loss(Tensor input, Tensor target, str reduction='mean') -> Tensor", NoOut = true, Surface = OpSurface.Function,
    Composite = true, Amp = AmpPolicy.Float32)]
internal static class MseLoss
{
    internal static Tensor Forward(Tensor input, Tensor target, string reduction)
    {
        Tensor difference = input - target;
        return LossReduction.Apply(difference * difference, reduction, "mse_loss");
    }
}
