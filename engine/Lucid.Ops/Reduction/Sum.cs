using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Sum over some dimensions, or over all. Integers and bools add up in int64.</summary>
[Op("sum(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class Sum
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        DType type = dtype ?? (input.DType <= DType.Int64 ? DType.Int64 : input.DType);
        return ReductionDispatch.Run<SumReduction>(Conversions.To(input, type), dim, keepdim, type, "sum");
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, DType inputDType, ReadOnlySpan<long> dim, bool keepdim) =>
        ReductionDispatch.Restore(grad, inputLayout, dim, keepdim).Convert(inputDType);
}
