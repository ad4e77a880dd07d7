using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to int32.</summary>
[Op("int(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToInt
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Int32);
}
