using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers of given mean and standard deviation.</summary>
[Op(
    "normal(float mean, float std, int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool "
    + "requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class Normal
{
    internal static Tensor Forward(double mean, double std, ReadOnlySpan<long> size, Generator? generator, DType? dtype, Device? device, bool requiresGrad)
    {
        if (!(std >= 0)) throw new ArgumentValueException("normal", $"normal: normal expects std >= 0.0, but found std {std}", "std");
        Tensor result = RandomDispatch.Floating(RandomKind.Normal, Layout.Contiguous(size, "normal"), dtype ?? DTypes.Default,
            device ?? Device.Default, generator, false, "normal", mean, std);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }
}
