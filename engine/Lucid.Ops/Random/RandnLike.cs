using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers of mean 0 and variance 1 in the shape, type and device of another tensor.</summary>
[Op(
    "randn_like(Tensor input, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool "
    + "requires_grad=False, str? memory_format=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class RandnLike
{
    internal static Tensor Forward(Tensor input, Generator? generator, DType? dtype, Device? device, bool requiresGrad,
        string? memoryFormat)
    {
        Tensor drawn = RandomDispatch.Floating(RandomKind.Normal, input.Layout, dtype ?? input.DType, device ?? input.Device, generator,
            requiresGrad, "randn_like");
        return MemoryFormats.Give(drawn, input, memoryFormat, "randn_like");
    }
}
