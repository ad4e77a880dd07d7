using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Uniform random numbers in [0, 1).</summary>
[Op(
    "rand(int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> "
    + "Tensor", Surface = OpSurface.Function)]
internal static class Rand
{
    internal static Tensor Forward(ReadOnlySpan<long> size, Generator? generator, DType? dtype, Device? device, bool requiresGrad) =>
        RandomDispatch.Floating(RandomKind.Uniform, Layout.Contiguous(size, "rand"), dtype ?? DTypes.Default,
            device ?? Device.Default, generator, requiresGrad, "rand");
}
