using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Each element to the third power.</summary>
[Op("cube(Tensor input) -> Tensor", Composite = true, InPlace = true, Surface = OpSurface.Method)]
internal static class Cube
{
    internal static Tensor Forward(Tensor input) => input * input * input;
}
