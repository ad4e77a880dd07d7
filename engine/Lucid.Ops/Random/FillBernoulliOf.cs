using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>1 with the probability that each element of p gives, else 0, in the shape and type of the tensor.</summary>
[Op("bernoulli.tensor(Tensor input, Tensor p, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillBernoulliOf
{
    internal static Tensor Forward(Tensor input, Tensor p, Generator? generator)
    {
        using (GradMode.Off())
        {
            return Conversions.To(p.Convert(p.DType.IsFloatingPoint() ? p.DType : DTypes.Default).BroadcastTo(input.Shape).Bernoulli(generator), input.DType);
        }
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
