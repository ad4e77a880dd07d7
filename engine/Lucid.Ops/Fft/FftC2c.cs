using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Fft;

/// <summary>
/// Discrete Fourier transform over some dimensions, X[k] = factor Σ x[j] exp(∓2πi jk / n): forward with the minus sign. Normalization
/// 0 has factor 1, 1 one over the root of the number of points, 2 one over the number of points.
/// </summary>
[Op("fft_c2c(Tensor input, int[] dim, int normalization, bool forward) -> Tensor", Surface = OpSurface.Function)]
internal static class FftC2c
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, long normalization, bool forward)
    {
        DType type = FourierDispatch.Type(input, complex: true, "fft_c2c");
        int[] axes = FourierDispatch.Axes(input, dim, "fft_c2c");
        double factor = FourierDispatch.Factor(normalization, input.Shape, axes, "fft_c2c");
        if (input.Rank == 0) axes = [];
        Tensor numbers = Conversions.To(input, type);
        return FourierDispatch.Run(forward ? FourierKind.Forward : FourierKind.Inverse, numbers, Layout.Contiguous(input.Shape), type, axes, factor);
    }

    internal static Tensor GradOfInput(Tensor grad, DType inputDType, ReadOnlySpan<long> dim, long normalization, bool forward)
    {
        Tensor gradient = TensorFunctions.FftC2c(grad, dim, normalization, !forward);
        return inputDType.IsComplex() ? gradient : gradient.Real().Convert(inputDType);
    }
}
