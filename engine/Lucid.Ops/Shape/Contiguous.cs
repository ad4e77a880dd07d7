using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor itself when its elements lie row-major, else a row-major copy.</summary>
[Op("contiguous(Tensor input) -> Tensor", NoOut = true, Surface = OpSurface.Method)]
internal static class Contiguous
{
    internal static Tensor Forward(Tensor input) => Conversions.ToContiguous(input);

    internal static Tensor GradOfInput(Tensor grad) => grad;
}
