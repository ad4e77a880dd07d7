using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to bool.</summary>
[Op("bool(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToBool
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Bool);
}
