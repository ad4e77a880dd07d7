using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>x where it exceeds the threshold, a given value elsewhere.</summary>
[Op("threshold(Tensor input, Scalar threshold, Scalar value) -> Tensor", InPlace = true, Broadcasts = true, Surface = OpSurface.Function)]
internal static class Threshold
{
    internal static Tensor Forward(Tensor input, Scalar threshold, Scalar value) => input.MaskedFill(input.Le(threshold), value);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Scalar threshold) => grad.MaskedFill(input.Le(threshold), 0);
}
