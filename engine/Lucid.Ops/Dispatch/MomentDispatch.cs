using System;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Dispatch;

/// <summary>Variances, standard deviations and their derivatives, complex numbers included.</summary>
internal static class MomentDispatch
{
    /// <summary>The correction that unbiased stands for, or the one given.</summary>
    internal static double Correction(double? correction, bool? unbiased) => unbiased is { } known ? known ? 1 : 0 : correction ?? 1;

    internal static Tensor Run(Tensor input, ReadOnlySpan<long> dim, bool keepdim, double correction, bool root, string op)
    {
        if (input.DType.IsComplex())
        {
            // The variance of complex numbers is the sum of their parts' variances.
            Tensor sum = Run(input.Real(), dim, keepdim, correction, false, op) + Run(input.Imag(), dim, keepdim, correction, false, op);
            return root ? sum.Sqrt() : sum;
        }
        if (!input.DType.IsFloatingPoint())
            throw new DtypeMismatchException(op, "input", "floating point or complex", input.DType.Name(), "Convert it with .float().");
        return ReductionDispatch.Run(input, dim, keepdim, input.DType, op, new VarReduction(correction, root));
    }

    internal static Tensor VarianceGradient(Tensor grad, Tensor input, ReadOnlySpan<long> dim, bool keepdim, double correction)
    {
        double divisor = ReductionDispatch.Share(input.Layout, dim, "var") - correction;
        return ReductionDispatch.Restore(grad, input.Layout, dim, keepdim) * (2 / divisor) * (input - input.Mean(dim, keepdim: true));
    }

    internal static Tensor DeviationGradient(Tensor grad, Tensor input, Tensor result, ReadOnlySpan<long> dim, bool keepdim, double correction)
    {
        double divisor = ReductionDispatch.Share(input.Layout, dim, "std") - correction;
        Tensor scaled = (grad / (result * divisor)).MaskedFill(result.Eq(0), 0);
        return ReductionDispatch.Restore(scaled, input.Layout, dim, keepdim) * (input - input.Mean(dim, keepdim: true));
    }
}
