using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>1 with a probability, else 0, in a new tensor of a given size.</summary>
[Op(
    "bernoulli.size(float p, *, int[] size, ScalarType? dtype=None, Device? device=None, bool requires_grad=False, "
    + "Generator? generator=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class BernoulliSize
{
    internal static Tensor Forward(double p, ReadOnlySpan<long> size, DType? dtype, Device? device, bool requiresGrad, Generator? generator)
    {
        if (!(p >= 0 && p <= 1)) throw new ArgumentValueException("bernoulli", $"bernoulli: expects p to be in [0, 1], but got p={p}", "p");
        Tensor draw = RandomDispatch.Bernoulli(Layout.Contiguous(size, "bernoulli"), p, DTypes.Default, (device ?? Device.Default).Type, generator);
        Tensor result = Conversions.To(draw, dtype ?? DTypes.Default);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }
}
