using System.Collections.Generic;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Scans;

/// <summary>Running products along a dimension. Integers and bools multiply in int64.</summary>
[Op("cumprod(Tensor input, int dim=-1, *, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32, InPlace = true)]
internal static class Cumprod
{
    internal static Tensor Forward(Tensor input, long dim, DType? dtype) =>
        ScanDispatch.Run(input, dim, dtype ?? (input.DType <= DType.Int64 ? DType.Int64 : input.DType), ScanKind.Product, "cumprod");

    internal static Tensor GradOfInput(Tensor grad, Tensor input, long dim, DType? dtype)
    {
        Tensor x = input.Convert(grad.DType);
        if (input.Rank == 0 || input.Count == 1) return grad.Convert(input.DType);
        if (!ScanDispatch.HasZero(x)) return (ScanDispatch.ReversedSum(grad * x.Cumprod(dim).Conj(), dim) / x.Conj()).Convert(input.DType);
        // Dividing by zero fails: s[k] = g[k] + x[k + 1] s[k + 1], times what lies before k.
        long size = x.Shape[Dimensions.Normalize(dim, x.Rank, "cumprod")];
        var parts = new List<Tensor>((int)size);
        Tensor sum = grad.Select(dim, size - 1);
        parts.Add(sum);
        for (long k = size - 2; k >= 0; k--)
        {
            sum = grad.Select(dim, k) + x.Select(dim, k + 1).Conj() * sum;
            parts.Add(sum);
        }
        parts.Reverse();
        return (TensorFunctions.Stack(parts.ToArray(), dim) * ScanDispatch.ProductsBefore(x, dim).Conj()).Convert(input.DType);
    }
}
