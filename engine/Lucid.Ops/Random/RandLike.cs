using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Uniform random numbers in [0, 1) in the shape, type and device of another tensor.</summary>
[Op(
    "rand_like(Tensor input, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool "
    + "requires_grad=False, str? memory_format=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class RandLike
{
    internal static Tensor Forward(Tensor input, Generator? generator, DType? dtype, Device? device, bool requiresGrad,
        string? memoryFormat)
    {
        Tensor drawn = RandomDispatch.Floating(RandomKind.Uniform, input.Layout, dtype ?? input.DType, device ?? input.Device, generator,
            requiresGrad, "rand_like");
        return MemoryFormats.Give(drawn, input, memoryFormat, "rand_like");
    }
}
