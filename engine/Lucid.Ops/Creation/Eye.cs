using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A matrix with ones on the diagonal and zeros elsewhere.</summary>
[Op("eye(int n, int? m=None, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Eye
{
    internal static Tensor Forward(long n, long? m, DType? dtype, Device? device, bool requiresGrad)
    {
        if (n < 0 || m < 0) throw new ArgumentValueException("eye", $"eye: n and m must be greater or equal to 0, got {n} and {m ?? n}", "n");
        Tensor result = Factories.Full([n, m ?? n], 0, dtype ?? DTypes.Default, device, false, "eye");
        long length = Math.Min(n, m ?? n);
        result.AsStrided([length], [(m ?? n) + 1]).FillInPlace(1);
        return requiresGrad ? result.SetRequiresGrad(true) : result;
    }
}
