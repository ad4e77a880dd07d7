using Lucid.Ops.Declaration;

namespace Lucid.Ops.NN;

/// <summary>Elements held to [0, 6].</summary>
[Op("relu6(Tensor input) -> Tensor", Composite = true, InPlace = true, NoOut = true, Surface = OpSurface.Method)]
internal static class Relu6
{
    internal static Tensor Forward(Tensor input) => input.Clamp((Scalar)0, (Scalar)6);
}
