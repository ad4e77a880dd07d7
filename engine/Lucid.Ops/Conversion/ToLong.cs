using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Converts to int64.</summary>
[Op("long(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToLong
{
    internal static Tensor Forward(Tensor input) => input.Convert(DType.Int64);
}
