using System;

namespace Lucid.Ops.Dispatch;

/// <summary>What the derivatives of eigenvectors and singular vectors share.</summary>
internal static class EigenPhase
{
    /// <summary>Entry (i, j) is value j less value i; ones on the diagonal.</summary>
    internal static Tensor Gaps(Tensor values)
    {
        Tensor unit = TensorFunctions.Eye(values.Shape[^1], dtype: values.DType, device: values.Device);
        return Matrices.Row(values) - Matrices.Column(values) + unit;
    }

    /// <summary>Refuses losses that depend on the phase of complex vectors, which no derivative can have.</summary>
    internal static unsafe void Check(Tensor product, string op)
    {
        if (!product.DType.IsComplex() || product.IsBatched || product.IsDual || product.Count == 0) return;
        // The diagonal of V^H gV must be real, up to rounding.
        Tensor phase = Conversions.Clone(Conversions.To(product.Detach().Diagonal(0, -2, -1).Imag(), DType.Float64));
        Tensor whole = Conversions.Clone(Conversions.To(product.Detach().Abs(), DType.Float64));
        double largest = Largest(phase), size = Largest(whole);
        double tolerance = product.DType == DType.Complex64 ? 1e-2 : 1e-7;
        if (largest > tolerance * Math.Max(1, size))
            throw new LucidException(op,
                $"{op}: The loss depends on the phase of complex eigenvectors or singular vectors (gradient of the phase {largest:g3}), and "
                + " that phase is not determined. Use a loss that is the same for all phases.");
    }

    private static unsafe double Largest(Tensor tensor)
    {
        var numbers = (double*)Devices.Bytes(tensor);
        double largest = 0;
        for (long i = 0; i < tensor.Count; i++) largest = Math.Max(largest, Math.Abs(numbers[i]));
        return largest;
    }
}
