using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Standard deviation over some dimensions, or over all; the divisor is the number of elements less the correction.</summary>
[Op("std(Tensor input, int[1]? dim=None, bool keepdim=False, *, float correction=1) -> Tensor")]
internal static class Std
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, double correction)
    {
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("std", "input", "floating point", input.DType.Name(), "Convert it with .float().");
        return ReductionDispatch.Run(input, dim, keepdim, input.DType, "std", new VarReduction(correction, true));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, ReadOnlySpan<long> dim, bool keepdim, double correction)
    {
        double divisor = ReductionDispatch.Share(input.Layout, dim, "std") - correction;
        Tensor scaled = (grad / (result * divisor)).MaskedFill(result.Eq(0), 0);
        return ReductionDispatch.Restore(scaled, input.Layout, dim, keepdim) * (input - input.Mean(dim, keepdim: true));
    }
}
