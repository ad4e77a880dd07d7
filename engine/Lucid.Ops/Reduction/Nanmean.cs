using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Arithmetic mean of what is not NaN, over some dimensions or over all.</summary>
[Op("nanmean(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true)]
internal static class Nanmean
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        if (!input.DType.IsDifferentiable())
            throw new DtypeMismatchException("nanmean", "input", "floating point or complex", input.DType.Name(), "Convert it with .float().");
        Tensor sum = input.DType.IsComplex() ? input.MaskedFill(input.Isnan(), 0).Sum(dim, keepdim, dtype) : input.Nansum(dim, keepdim, dtype);
        return sum / input.Isnan().LogicalNot().Sum(dim, keepdim);
    }
}
