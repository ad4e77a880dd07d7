using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to float64.</summary>
[Op("double(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToDouble
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Float64);
}
