using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Vector norms (sum of |x|^ord)^(1/ord) over some dimensions, or over all; ord may be 0 and plus or minus infinity.</summary>
[Op("linalg_vector_norm(Tensor input, Scalar ord=2, int[1]? dim=None, bool keepdim=False, ScalarType? dtype=None) -> Tensor",
    Amp = AmpPolicy.Float32, Surface = OpSurface.Function)]
internal static class VectorNorm
{
    internal static Tensor Forward(Tensor input, Scalar ord, ReadOnlySpan<long> dim, bool keepdim, DType? dtype)
    {
        if (!input.DType.IsDifferentiable())
            throw new DtypeMismatchException("linalg_vector_norm", "input", "floating point or complex", input.DType.Name(), "Convert it with .float().");
        Tensor x = dtype is { } type ? Conversions.To(input, type) : input;
        double order = ord.ToDouble();
        if (input.Count == 0 && (order < 0 || double.IsInfinity(order)) && ReductionDispatch.Share(input.Layout, dim, "linalg_vector_norm") == 0)
            throw new ShapeMismatchException("linalg_vector_norm",
                $"linalg_vector_norm: cannot compute the {ord} norm of an empty dimension because the operation does not have an identity: input is "
                + $"{input.Layout}", "input");
        if (x.DType.IsComplex()) x = x.Abs();
        return ReductionDispatch.Run(x, dim, keepdim, x.DType, "linalg_vector_norm", new NormReduction(order));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, Scalar ord, ReadOnlySpan<long> dim, bool keepdim)
    {
        double p = ord.ToDouble();
        Tensor g = ReductionDispatch.Restore(grad, input.Layout, dim, keepdim), norm = ReductionDispatch.Restore(result, input.Layout, dim, keepdim);
        Tensor x = input.Convert(input.DType.IsComplex() ? grad.DType.ToComplex() : grad.DType);
        return Slope(g, x, norm, p, dim).Convert(input.DType);
    }

    // At zero the derivative that PyTorch takes is zero.
    private static Tensor Slope(Tensor g, Tensor x, Tensor norm, double p, ReadOnlySpan<long> dim)
    {
        if (p == 0) return TensorFunctions.ZerosLike(x);
        if (p == 1) return Direction(x) * g;
        if (p == 2) return x * (g / norm).MaskedFill(norm.Eq(0), 0);
        Tensor magnitude = x.Abs();
        if (double.IsInfinity(p))
        {
            Tensor chosen = magnitude.Eq(norm).LogicalOr(magnitude.Isnan().LogicalAnd(norm.Isnan())).Convert(norm.DType);
            return Direction(x) * (chosen / chosen.Sum(dim, keepdim: true)) * g;
        }
        if (p < 1) return (Direction(x) * magnitude.Pow(p - 1) * g * norm.Pow(1 - p)).MaskedFill(x.Eq(0), 0);
        if (p < 2) return Direction(x) * magnitude.Pow(p - 1) * (g / norm.Pow(p - 1)).MaskedFill(norm.Eq(0), 0);
        return x * magnitude.Pow(p - 2) * (g / norm.Pow(p - 1)).MaskedFill(norm.Eq(0), 0);
    }

    private static Tensor Direction(Tensor x) => x.DType.IsComplex() ? (x / x.Abs()).MaskedFill(x.Eq(0), 0) : x.Sign();
}
