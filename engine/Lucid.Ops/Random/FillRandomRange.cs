using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Integers from one bound up to, and not including, another, in the shape and type of the tensor.</summary>
[Op("random.range(Tensor input, int from, int? to, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillRandomRange
{
    internal static Tensor Forward(Tensor input, long from, long? to, Generator? generator)
    {
        return RandomDispatch.Whole(input, from, to ?? RandomDispatch.Limit(input.DType), generator);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
