using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Moves to the cpu device.</summary>
[Op("cpu(Tensor input) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToCpu
{
    internal static Tensor Forward(Tensor input) => input.Convert(null, Device.Cpu);
}
