using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Random integers from low up to (not including) high.</summary>
[Op(
    "randint(int low, int high, int[] size, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool "
    + "requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Randint
{
    internal static Tensor Forward(long low, long high, ReadOnlySpan<long> size, Generator? generator, DType? dtype, Device? device, bool requiresGrad) =>
        RandomDispatch.Integers(low, high, Layout.Contiguous(size, "randint"), dtype ?? DType.Int64, device ?? Device.Default,
            generator, requiresGrad, "randint");
}
