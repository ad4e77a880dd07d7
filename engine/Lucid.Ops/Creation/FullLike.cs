using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>One number in the shape, type and device of another tensor.</summary>
[Op(
    "full_like(Tensor input, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, "
    + "str? memory_format=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class FullLike
{
    internal static Tensor Forward(Tensor input, Scalar fillValue, DType? dtype, Device? device, bool requiresGrad, string? memoryFormat) =>
        MemoryFormats.Give(Factories.Full(input.Shape, fillValue, dtype ?? input.DType, device ?? input.Device, requiresGrad, "full_like"),
            input, memoryFormat, "full_like");
}
