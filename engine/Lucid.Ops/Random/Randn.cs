using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers of mean 0 and variance 1.</summary>
[Op(
    "randn(int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> "
    + "Tensor", Surface = OpSurface.Function)]
internal static class Randn
{
    internal static Tensor Forward(ReadOnlySpan<long> size, Generator? generator, DType? dtype, Device? device, bool requiresGrad) =>
        RandomDispatch.Floating(RandomKind.Normal, Layout.Contiguous(size, "randn"), dtype ?? DTypes.Default,
            device ?? Device.Default, generator, requiresGrad, "randn");
}
