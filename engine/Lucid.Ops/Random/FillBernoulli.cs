using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>1 with a probability, else 0, in the shape and type of the tensor.</summary>
[Op("bernoulli.p(Tensor input, float p=0.5, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillBernoulli
{
    internal static Tensor Forward(Tensor input, double p, Generator? generator)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentValueException("bernoulli_", $"bernoulli_: bernoulli_ expects p to be in [0, 1], but got p={p}", "p");
        DType type = input.DType.IsFloatingPoint() || input.DType == DType.Bool ? input.DType : DType.Bool;
        return Conversions.To(RandomDispatch.Bernoulli(input.Layout.ToContiguous(), p, type, input.DeviceType, generator), input.DType);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
