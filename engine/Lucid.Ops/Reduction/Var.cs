using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Variance over some dimensions, or over all; the divisor is the number of elements less the correction.</summary>
[Op("var(Tensor input, int[1]? dim=None, bool keepdim=False, *, float correction=1) -> Tensor")]
internal static class Var
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, double correction)
    {
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("var", "input", "floating point", input.DType.Name(), "Convert it with .float().");
        return ReductionDispatch.Run(input, dim, keepdim, input.DType, "var", new VarReduction(correction, false));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, ReadOnlySpan<long> dim, bool keepdim, double correction)
    {
        double divisor = ReductionDispatch.Share(input.Layout, dim, "var") - correction;
        return ReductionDispatch.Restore(grad, input.Layout, dim, keepdim) * (2 / divisor) * (input - input.Mean(dim, keepdim: true));
    }
}
