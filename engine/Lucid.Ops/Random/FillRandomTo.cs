using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Integers from 0 up to, and not including, a bound, in the shape and type of the tensor.</summary>
[Op("random.to(Tensor input, int to, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillRandomTo
{
    internal static Tensor Forward(Tensor input, long to, Generator? generator)
    {
        return RandomDispatch.Whole(input, 0, to, generator);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
