using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A tensor with undefined content and the shape, type and device of another.</summary>
[Op(
    "empty_like(Tensor input, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, str? memory_format=None) -> Tensor",
    NoOut = true, Surface = OpSurface.Function)]
internal static class EmptyLike
{
    internal static Tensor Forward(Tensor input, DType? dtype, Device? device, bool requiresGrad, string? memoryFormat) =>
        MemoryFormats.Give(Factories.Empty(input.Shape, dtype ?? input.DType, device ?? input.Device, requiresGrad, "empty_like"),
            input, memoryFormat, "empty_like");
}
