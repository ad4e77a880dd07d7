using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>log of the sum of exp over some dimensions, without overflow.</summary>
[Op("logsumexp(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class Logsumexp
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim)
    {
        DType type = Promotion.Of(input.DType, DTypeRule.Float);
        if (type.IsComplex())
        {
            // Shifted by the largest real part; sums of nothing are log(0).
            if (input.Count == 0) return input.Exp().Sum(dim, keepdim).Log();
            Tensor shift = input.Real().Amax(dim, keepdim: true);
            shift = shift.MaskedFill(shift.Isinf(), 0);
            Tensor sum = (input - shift).Exp().Sum(dim, keepdim).Log();
            return sum + shift.Reshape(sum.Shape);
        }
        return ReductionDispatch.Run<LogSumExpReduction>(Conversions.To(input, type), dim, keepdim, type, "logsumexp");
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, ReadOnlySpan<long> dim, bool keepdim) =>
        ReductionDispatch.Restore(grad, input.Layout, dim, keepdim) * (input - ReductionDispatch.Restore(result, input.Layout, dim, keepdim)).Exp().Conj();
}
