using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Reduction;

/// <summary>Variance and mean over some dimensions, or over all.</summary>
[Op("var_mean(Tensor input, int[1]? dim=None, float? correction=1, bool keepdim=False, *, bool? unbiased=None) -> (Tensor var, Tensor mean)", Composite = true,
    NoOut = true, Surface = OpSurface.Function)]
internal static class VarMean
{
    internal static (Tensor Var, Tensor Mean) Forward(Tensor input, ReadOnlySpan<long> dim, double? correction, bool keepdim, bool? unbiased) =>
        (input.Var(dim, keepdim, correction, unbiased), input.Mean(dim, keepdim));
}
