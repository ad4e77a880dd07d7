using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Moves to the metal device.</summary>
[Op("metal(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToMetal
{
    internal static Tensor Forward(Tensor input) => input.Convert(null, Device.Metal);
}
