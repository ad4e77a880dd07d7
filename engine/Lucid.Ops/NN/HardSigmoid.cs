using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>(x + 3) / 6, held to [0, 1].</summary>
[Op("hard_sigmoid(Tensor input) -> Tensor", Composite = true, InPlace = true, NoOut = true, Surface = OpSurface.Method, Aliases = "hardsigmoid")]
internal static class HardSigmoid
{
    internal static Tensor Forward(Tensor input) => (input + 3).Clamp((Scalar)0, (Scalar)6) / 6;
}
