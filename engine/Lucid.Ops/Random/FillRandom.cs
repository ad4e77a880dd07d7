using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Integers from 0 up to the largest that the type holds exactly, in the shape and type of the tensor.</summary>
[Op("random(Tensor input, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillRandom
{
    internal static Tensor Forward(Tensor input, Generator? generator) => RandomDispatch.Whole(input, 0, RandomDispatch.Limit(input.DType), generator);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
