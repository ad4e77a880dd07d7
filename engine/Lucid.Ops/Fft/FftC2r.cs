using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Fft;

/// <summary>
/// Inverse transform over some dimensions to real numbers: along the last of them the input holds the first last_dim_size / 2 + 1
/// numbers of a Hermitian sequence. Normalization as in <c>fft_c2c</c>, by the number of points of the result.
/// </summary>
[Op("fft_c2r(Tensor input, int[1] dim, int normalization, int last_dim_size) -> Tensor", Surface = OpSurface.Function)]
internal static class FftC2r
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, long normalization, long lastDimSize)
    {
        DType type = FourierDispatch.Type(input, complex: true, "fft_c2r");
        int[] axes = FourierDispatch.SomeAxes(input, dim, "fft_c2r");
        if (lastDimSize < 1) throw new ShapeMismatchException("fft_c2r", $"fft_c2r: invalid number of data points ({lastDimSize}) specified");
        long[] sizes = input.Shape.ToArray();
        if (sizes[axes[^1]] != lastDimSize / 2 + 1)
            throw new ShapeMismatchException("fft_c2r", $"fft_c2r: input has {sizes[axes[^1]]} numbers along dimension {dim[^1]}, but a result of "
                + $"{lastDimSize} needs {lastDimSize / 2 + 1}", "input", (lastDimSize / 2 + 1).ToString(), sizes[axes[^1]].ToString());
        sizes[axes[^1]] = lastDimSize;
        double factor = FourierDispatch.Factor(normalization, sizes, axes, "fft_c2r");
        Tensor numbers = Conversions.To(input, type);
        // Several dimensions are transformed in place before the last.
        if (axes.Length > 1) numbers = numbers.Clone();
        return FourierDispatch.Run(FourierKind.HalfToReal, numbers, Layout.Contiguous(sizes), type.ToReal(), axes, factor);
    }

    internal static Tensor GradOfInput(
        Tensor grad, Layout inputLayout, DType inputDType, ReadOnlySpan<long> dim, long normalization, long lastDimSize)
    {
        Tensor gradient = OfComplex(grad, inputLayout, dim, normalization, lastDimSize);
        // Real numbers are taken as complex ones without imaginary parts.
        return inputDType.IsComplex() ? gradient : gradient.Real().Convert(inputDType);
    }

    // Numbers with a mirror image count twice.
    private static Tensor OfComplex(Tensor grad, Layout inputLayout, ReadOnlySpan<long> dim, long normalization, long lastDimSize)
    {
        Tensor gradient = TensorFunctions.FftR2c(grad, dim, normalization);
        int last = Dimensions.Normalize(dim[^1], inputLayout.Rank, "fft_c2r");
        long mirrored = lastDimSize - gradient.Shape[last];
        if (mirrored <= 0) return gradient;
        Tensor first = gradient.Narrow(last, 0, 1), middle = gradient.Narrow(last, 1, mirrored) * 2;
        long rest = gradient.Shape[last] - 1 - mirrored;
        Tensor[] parts = rest > 0 ? [first, middle, gradient.Narrow(last, 1 + mirrored, rest)] : [first, middle];
        return TensorFunctions.Cat(parts, last);
    }
}
