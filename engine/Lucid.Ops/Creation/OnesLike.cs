using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Ones in the shape, type and device of another tensor.</summary>
[Op(
    "ones_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor",
    NoOut = true, Surface = OpSurface.Function)]
internal static class OnesLike
{
    internal static Tensor Forward(Tensor input, DType? dtype, Device? device, bool requiresGrad, string? memoryFormat) =>
        MemoryFormats.Give(Factories.Full(input.Shape, 1, dtype ?? input.DType, device ?? input.Device, requiresGrad, "ones_like"),
            input, memoryFormat, "ones_like");
}
