using Lucid.Ops.Declaration;

namespace Lucid.Ops.Conversion;

/// <summary>Takes the element type and device of another tensor.</summary>
[Op("to.other(Tensor input, Tensor other, bool non_blocking=False, bool copy=False) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Method)]
internal static class ToOther
{
    internal static Tensor Forward(Tensor input, Tensor other, bool nonBlocking, bool copy) => input.Convert(other.DType, other.Device, copy);
}
