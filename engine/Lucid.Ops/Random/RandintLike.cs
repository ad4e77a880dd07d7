using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Random integers in the shape, type and device of another tensor.</summary>
[Op(
    "randint_like(Tensor input, int low, int high, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, "
    + "bool requires_grad=False, str? memory_format=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class RandintLike
{
    internal static Tensor Forward(Tensor input, long low, long high, Generator? generator, DType? dtype, Device? device, bool requiresGrad,
        string? memoryFormat)
    {
        Tensor drawn = RandomDispatch.Integers(low, high, input.Layout, dtype ?? input.DType, device ?? input.Device, generator,
            requiresGrad, "randint_like");
        return MemoryFormats.Give(drawn, input, memoryFormat, "randint_like");
    }
}
