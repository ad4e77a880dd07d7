using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Random integers from 0 up to (not including) high.</summary>
[Op(
    "randint.high(int high, int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool "
    + "requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class RandintHigh
{
    internal static Tensor Forward(long high, ReadOnlySpan<long> size, Generator? generator, DType? dtype, Device? device, bool requiresGrad) =>
        RandomDispatch.Integers(0, high, Layout.Contiguous(size, "randint"), dtype ?? DType.Int64, device ?? Device.Default,
            generator, requiresGrad, "randint");
}
