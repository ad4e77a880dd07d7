using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to bfloat16.</summary>
[Op("bfloat16(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToBfloat16
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.BFloat16);
}
