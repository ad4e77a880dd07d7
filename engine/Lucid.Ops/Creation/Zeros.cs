using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A tensor of zeros.</summary>
[Op("zeros(int[] size, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Zeros
{
    internal static Tensor Forward(ReadOnlySpan<long> size, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Full(size, 0, dtype ?? DTypes.Default, device, requiresGrad, "zeros");
}
