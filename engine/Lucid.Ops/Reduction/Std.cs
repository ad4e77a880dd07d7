using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Reduction;

/// <summary>
/// Standard deviation over some dimensions, or over all;
/// the divisor is the number of elements less the correction, which unbiased sets to 1 or 0.
/// </summary>
[Op("std(Tensor input, int[1]? dim=None, bool keepdim=False, *, float? correction=1, bool? unbiased=None) -> Tensor")]
internal static class Std
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, double? correction, bool? unbiased) =>
        MomentDispatch.Run(input, dim, keepdim, MomentDispatch.Correction(correction, unbiased), true, "std");

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, ReadOnlySpan<long> dim, bool keepdim, double? correction,
        bool? unbiased) => MomentDispatch.DeviationGradient(grad, input, result, dim, keepdim, MomentDispatch.Correction(correction, unbiased));
}
