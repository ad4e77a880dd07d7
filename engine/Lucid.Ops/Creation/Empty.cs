using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A tensor with undefined content.</summary>
[Op("empty(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Empty
{
    internal static Tensor Forward(ReadOnlySpan<long> size, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Empty(size, dtype ?? DTypes.Default, device, requiresGrad, "empty");
}
