using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>The integers from 0 to n - 1 in random order.</summary>
[Op(
    "randperm(int n, *, Generator? generator=None, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> "
    + "Tensor", Surface = OpSurface.Function)]
internal static class Randperm
{
    internal static Tensor Forward(long n, Generator? generator, DType? dtype, Device? device, bool requiresGrad)
    {
        if (n < 0) throw new ArgumentValueException("randperm", $"randperm: n must be non-negative, but got {n}", "n");
        return RandomDispatch.Permutation(n, dtype ?? DType.Int64, device ?? Device.Default, generator, requiresGrad);
    }
}
