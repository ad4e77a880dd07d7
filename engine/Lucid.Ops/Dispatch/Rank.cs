using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Which singular values count as zero.</summary>
internal static class Rank
{
    /// <summary>max(atol, rtol times the largest), one for each matrix.</summary>
    internal static Tensor Tolerance(Tensor a, Tensor largest, TensorOrScalar? relative, TensorOrScalar? absolute)
    {
        double epsilon = a.DType.ToReal() == DType.Float32 ? 1.1920928955078125e-7 : 2.220446049250313e-16;
        TensorOrScalar least = absolute ?? 0.0;
        // Without either, relative to the largest; with atol alone, that alone.
        bool byDefault = relative is null && (absolute is null || (absolute.Value.Tensor is null && absolute.Value.Scalar.ToDouble() == 0));
        TensorOrScalar share = relative ?? (byDefault ? epsilon * Math.Max(a.Shape[^1], a.Shape[^2]) : 0.0);
        Tensor scaled = share.Tensor is { } factors ? largest * factors.Convert(largest.DType) : largest * share.Scalar.ToDouble();
        Tensor floor = least.Tensor is { } tensor
            ? tensor.Convert(largest.DType) : TensorFunctions.Full([], least.Scalar.ToDouble(), largest.DType, largest.Device);
        return scaled.Maximum(floor);
    }
}
