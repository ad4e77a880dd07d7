using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A tensor filled with one number; its kind decides the element type unless one is given.</summary>
[Op("full(int[] size, Scalar fill_value, *, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", Surface = OpSurface.Function)]
internal static class Full
{
    internal static Tensor Forward(ReadOnlySpan<long> size, Scalar fillValue, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Full(size, fillValue, dtype ?? fillValue.DType, device, requiresGrad, "full");
}
