using System;
using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Product over one dimension, or over all. Integers multiply in int64.</summary>
[Op("prod(Tensor input, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class Prod
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        DType type = dtype ?? (input.DType <= DType.Int64 ? DType.Int64 : input.DType);
        return ReductionDispatch.Run<ProdReduction>(Conversions.To(input, type), dim, keepdim, type, "prod");
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, ReadOnlySpan<long> dim, bool keepdim)
    {
        Tensor spread = ReductionDispatch.Restore(grad * result.Conj(), input.Layout, dim, keepdim);
        if (!HasZero(input)) return spread / input.Conj();
        // With zeros the quotient fails: multiply the products of what lies before and after each element.
        long at = dim.IsEmpty ? 0 : dim[0];
        Tensor rows = dim.IsEmpty ? input.Reshape([-1]) : input.Transpose(at, -1);
        Tensor others = ProductsOfOthers.Of(rows);
        Tensor shaped = dim.IsEmpty ? others.Reshape(input.Shape) : others.Transpose(at, -1);
        return ReductionDispatch.Restore(grad, input.Layout, dim, keepdim) * shaped.Conj();
    }

    private static bool HasZero(Tensor input)
    {
        using (Lucid.Graph.GradMode.Off()) return input.Eq(0).Any().Item().ToBool();
    }
}
