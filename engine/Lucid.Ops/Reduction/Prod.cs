using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Product over some dimensions, or over all. Integers and bools multiply in int64.</summary>
[Op("prod(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class Prod
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        DType type = dtype ?? (input.DType <= DType.Int64 ? DType.Int64 : input.DType);
        Tensor converted = Conversions.To(input, type);
        if (type == DType.Bool) return ReductionDispatch.Run<AllReduction>(converted, dim, keepdim, type, "prod");
        if (!type.IsComplex()) return ReductionDispatch.Run<ProdReduction>(converted, dim, keepdim, type, "prod");
        // Complex products are the ends of running ones.
        Tensor rows = ReducedRows.Of(converted, dim, "prod");
        Layout shape = ReducedRows.ResultLayout(input.Layout, dim, keepdim, "prod");
        if (rows.Shape[^1] == 0) return TensorFunctions.Ones(shape.Sizes, type, input.Device);
        return rows.Cumprod(-1).Select(-1, rows.Shape[^1] - 1).Contiguous().Reshape(shape.Sizes);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, ReadOnlySpan<long> dim, bool keepdim)
    {
        Tensor x = input.Convert(grad.DType);
        if (!ScanDispatch.HasZero(x))
            return (ReductionDispatch.Restore(grad * result.Conj(), input.Layout, dim, keepdim) / x.Conj()).Convert(input.DType);
        // With zeros the quotient fails: multiply the products of what lies before and after each element.
        Tensor others = ReducedRows.Undo(ProductsOfOthers.Of(ReducedRows.Of(x, dim, "prod")), input.Layout, dim, "prod");
        return (ReductionDispatch.Restore(grad, input.Layout, dim, keepdim) * others.Conj()).Convert(input.DType);
    }
}
