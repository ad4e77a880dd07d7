using Lucid.Ops.Declaration;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Random integers from 0 up to (not including) high in the shape, type and device of another tensor.</summary>
[Op(
    "randint_like.high(Tensor input, int high, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, "
    + "bool requires_grad=False, str? memory_format=None) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Function)]
internal static class RandintLikeHigh
{
    internal static Tensor Forward(Tensor input, long high, Generator? generator, DType? dtype, Device? device, bool requiresGrad,
        string? memoryFormat) =>
        TensorFunctions.RandintLike(input, 0, high, generator, dtype, device, requiresGrad, memoryFormat);
}
