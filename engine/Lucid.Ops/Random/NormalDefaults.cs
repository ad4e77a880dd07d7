using System;
using Lucid.Ops.Declaration;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers of given mean and standard deviation.</summary>
[Op(
    "normal.unsized(float mean=0.0, float std=1.0, *, Generator? generator=None, int[]? size=None, ScalarType? dtype=None, "
    + "Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Composite = true, Surface = OpSurface.Function)]
internal static class NormalDefaults
{
    internal static Tensor Forward(double mean, double std, Generator? generator, ReadOnlySpan<long> size, DType? dtype, Device? device, bool requiresGrad) =>
        TensorFunctions.Normal(mean, std, size, generator, dtype, device, requiresGrad);
}
