using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A tensor of ones.</summary>
[Op("ones(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Ones
{
    internal static Tensor Forward(ReadOnlySpan<long> size, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Full(size, 1, dtype ?? DTypes.Default, device, requiresGrad, "ones");
}
