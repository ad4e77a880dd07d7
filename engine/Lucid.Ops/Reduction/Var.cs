using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Reduction;

/// <summary>
/// Variance over some dimensions, or over all;
/// the divisor is the number of elements less the correction, which unbiased sets to 1 or 0.
/// </summary>
[Op("var(Tensor input, int[1]? dim=None, bool keepdim=False, *, float? correction=1, bool? unbiased=None) -> Tensor")]
internal static class Var
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, double? correction, bool? unbiased) =>
        MomentDispatch.Run(input, dim, keepdim, MomentDispatch.Correction(correction, unbiased), false, "var");

    internal static Tensor GradOfInput(Tensor grad, Tensor input, ReadOnlySpan<long> dim, bool keepdim, double? correction,
        bool? unbiased) => MomentDispatch.VarianceGradient(grad, input, dim, keepdim, MomentDispatch.Correction(correction, unbiased));
}
