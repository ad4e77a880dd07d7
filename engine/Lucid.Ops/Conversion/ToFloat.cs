using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to float32.</summary>
[Op("float(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToFloat
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Float32);
}
