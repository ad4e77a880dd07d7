using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Arithmetic mean over some dimensions, or over all.</summary>
[Op("mean(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class Mean
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        DType type = dtype ?? input.DType;
        if (!type.IsDifferentiable())
            throw new DtypeMismatchException("mean", "input", "floating point or complex", type.Name(), "Convert it with .float(), or give dtype=.");
        if (type.IsComplex()) return Conversions.To(input, type).Sum(dim, keepdim) / (double)ReductionDispatch.Share(input.Layout, dim, "mean");
        return ReductionDispatch.Run<MeanReduction>(Conversions.To(input, type), dim, keepdim, type, "mean");
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, DType inputDType, ReadOnlySpan<long> dim, bool keepdim) =>
        (ReductionDispatch.Restore(grad, inputLayout, dim, keepdim) / (double)ReductionDispatch.Share(inputLayout, dim, "mean")).Convert(inputDType);
}
