using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>A tensor of given sizes and strides with undefined content.</summary>
[Op(
    "empty_strided(int[] size, int[] stride, "
    + "*, ScalarType? dtype=None, Device? device=None, bool requires_grad=False) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class EmptyStrided
{
    internal static Tensor Forward(ReadOnlySpan<long> size, ReadOnlySpan<long> stride, DType? dtype, Device? device, bool requiresGrad) =>
        Factories.Strided(size, stride, dtype ?? DTypes.Default, device, requiresGrad, "empty_strided");
}
