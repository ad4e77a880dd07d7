using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Standard deviation and mean over some dimensions, or over all.</summary>
[Op("std_mean(Tensor input, int[1]? dim=None, float? correction=1, bool keepdim=False, *, bool? unbiased=None) -> (Tensor std, Tensor mean)", Composite = true,
    NoOut = true, Surface = OpSurface.Function)]
internal static class StdMean
{
    internal static (Tensor Std, Tensor Mean) Forward(Tensor input, ReadOnlySpan<long> dim, double? correction, bool keepdim, bool? unbiased) =>
        (input.Std(dim, keepdim, correction, unbiased), input.Mean(dim, keepdim));
}
