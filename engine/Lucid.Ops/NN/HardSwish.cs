using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>x times (x + 3) / 6, the factor held to [0, 1] (Howard et al. 2019).</summary>
[Op("hard_swish(Tensor input) -> Tensor", Composite = true, InPlace = true, NoOut = true, Surface = OpSurface.Method, Aliases = "hardswish")]
internal static class HardSwish
{
    internal static Tensor Forward(Tensor input) => input * (input + 3).Clamp((Scalar)0, (Scalar)6) / 6;
}
