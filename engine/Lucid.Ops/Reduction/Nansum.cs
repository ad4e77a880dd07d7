using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Sum of what is not NaN, over some dimensions or over all.</summary>
[Op("nansum(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Composite = true)]
internal static class Nansum
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        if (input.DType.IsComplex()) throw new DtypeMismatchException("nansum", "input", "real", input.DType.Name(), "Use sum, or sum the parts.");
        return (input.DType.IsFloatingPoint() ? input.MaskedFill(input.Isnan(), 0) : input).Sum(dim, keepdim, dtype);
    }
}
