using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Every slice along a dimension scaled so that its p-norm is at most maxnorm.</summary>
[Op("renorm(Tensor input, Scalar p, int dim, Scalar maxnorm) -> Tensor", Composite = true, InPlace = true)]
internal static class Renorm
{
    internal static Tensor Forward(Tensor input, Scalar p, long dim, Scalar maxnorm)
    {
        if (input.Rank < 2) throw new ShapeMismatchException("renorm", $"renorm: input needs at least 2 dimensions, got {input.Rank} dimensions", "input");
        if (!(p.ToDouble() > 0)) throw new ArgumentValueException("renorm", $"renorm: non-positive-norm not supported: p is {p}", "p");
        if (!(maxnorm.ToDouble() >= 0)) throw new ArgumentValueException("renorm", $"renorm: expected maxnorm to be >= 0 but got {maxnorm}", "maxnorm");
        int at = Dimensions.Normalize(dim, input.Rank, "renorm");
        Span<long> others = stackalloc long[input.Rank - 1];
        for (int i = 0, j = 0; i < input.Rank; i++)
            if (i != at) others[j++] = i;
        DType wide = input.DType is DType.Float16 or DType.BFloat16 ? DType.Float32 : input.DType;
        Tensor norm = input.Convert(wide).LinalgVectorNorm(p, others, keepdim: true);
        Tensor factor = TensorFunctions.Where(norm.Gt(maxnorm.ToDouble()), maxnorm.ToDouble() / (norm + 1e-7), 1.0);
        return input * factor.Convert(input.DType.ToReal());
    }
}
