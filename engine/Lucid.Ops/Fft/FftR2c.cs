using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Fft;

/// <summary>
/// Forward transform of real numbers over some dimensions. Along the last of them n numbers give n / 2 + 1; the others are their
/// conjugate mirror image. Normalization as in <c>fft_c2c</c>.
/// </summary>
[Op("fft_r2c(Tensor input, int[1] dim, int normalization) -> Tensor", Surface = OpSurface.Function)]
internal static class FftR2c
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, long normalization)
    {
        DType type = FourierDispatch.Type(input, complex: false, "fft_r2c");
        int[] axes = FourierDispatch.SomeAxes(input, dim, "fft_r2c");
        double factor = FourierDispatch.Factor(normalization, input.Shape, axes, "fft_r2c");
        long[] sizes = input.Shape.ToArray();
        sizes[axes[^1]] = sizes[axes[^1]] / 2 + 1;
        return FourierDispatch.Run(FourierKind.RealToHalf, Conversions.To(input, type), Layout.Contiguous(sizes), type.ToComplex(), axes, factor);
    }

    // The mirrored half was not given out, so nothing flows back through it: the other half's gradient is zero.
    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, DType inputDType, ReadOnlySpan<long> dim, long normalization)
    {
        int last = Dimensions.Normalize(dim[^1], inputLayout.Rank, "fft_r2c");
        Span<long> padding = stackalloc long[2 * (inputLayout.Rank - last)];
        padding.Clear();
        padding[^1] = inputLayout.Sizes[last] - grad.Shape[last];
        Tensor whole = padding[^1] == 0 ? grad : TensorFunctions.Pad(grad, padding);
        return TensorFunctions.FftC2c(whole, dim, normalization, false).Real().Convert(inputDType);
    }
}
