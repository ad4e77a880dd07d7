using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to float16.</summary>
[Op("half(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToHalf
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Float16);
}
