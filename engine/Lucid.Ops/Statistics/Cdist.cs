using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Statistics;

/// <summary>Distances of order p between every row of x1 and every row of x2, in batches that broadcast.</summary>
[Op("cdist(Tensor x1, Tensor x2, float p=2, str? compute_mode=None) -> Tensor", Amp = AmpPolicy.Float32, NoOut = true, Surface = OpSurface.Function)]
internal static class Cdist
{
    internal static Tensor Forward(Tensor x1, Tensor x2, double p, string? computeMode)
    {
        Require(x1, x2, p, computeMode);
        Layout batch = Broadcasting.Common(Layout.Contiguous(x1.Shape[..^2]), Layout.Contiguous(x2.Shape[..^2]), "cdist", "x1", "x2");
        DType type = DTypes.Promote(x1.DType, x2.DType);
        Tensor a = Batched(x1, batch, type), b = Batched(x2, batch, type);
        Tensor result = Tensor.Allocate(Layout.Contiguous([.. batch.Sizes, x1.Shape[^2], x2.Shape[^2]]), type, x1.DeviceType);
        CommandStream.Submit(new PairwiseDistanceKernel(a.Operand, b.Operand, result.Operand, p), x1.DeviceType);
        return result;
    }

    internal static Tensor GradOfX1(Tensor grad, Tensor x1, Tensor x2, Tensor result, double p) => Slope(grad, x1, x2, result, p);

    internal static Tensor GradOfX2(Tensor grad, Tensor x1, Tensor x2, Tensor result, double p) =>
        Slope(grad.Transpose(-2, -1), x2, x1, result.Transpose(-2, -1), p);

    private static Tensor Batched(Tensor x, Layout batch, DType type) =>
        Conversions.ToContiguous(Conversions.To(x, type).Expand([.. batch.Sizes, x.Shape[^2], x.Shape[^1]]));

    private static void Require(Tensor x1, Tensor x2, double p, string? mode)
    {
        if (x1.Rank < 2 || x2.Rank < 2)
            throw new ShapeMismatchException("cdist", $"cdist: x1 and x2 must have at least two dimensions, but are {x1.Layout} and {x2.Layout}", "x1");
        if (x1.Shape[^1] != x2.Shape[^1])
            throw new ShapeMismatchException("cdist",
                $"cdist: x1 and x2 must have the same number of columns: x1 is {x1.Layout}, x2 is {x2.Layout}", "x2", x1.Layout.ToString(), x2.Layout.ToString());
        foreach (Tensor x in (ReadOnlySpan<Tensor>)[x1, x2])
        {
            if (x.DType is not (DType.Float32 or DType.Float64))
                throw new DtypeMismatchException("cdist", "x1 and x2", "float32 or float64", x.DType.Name(), "Convert them with .float().");
        }
        if (x1.DeviceType != x2.DeviceType) throw new DeviceMismatchException("cdist", "x2", x1.Device, x2.Device);
        if (!(p >= 0)) throw new ArgumentValueException("cdist", $"cdist: only supports non-negative p values, but p is {p}", "p");
        if (mode is not (null or "use_mm_for_euclid_dist_if_necessary" or "use_mm_for_euclid_dist" or "donot_use_mm_for_euclid_dist"))
            throw new ArgumentValueException("cdist", $"cdist: '{mode}' is not a valid value for compute_mode", "compute_mode");
    }

    private static Tensor Slope(Tensor grad, Tensor x, Tensor y, Tensor distance, double p)
    {
        if (p == 0) return TensorFunctions.ZerosLike(x);
        Tensor weights;
        Tensor slope;
        if (p == 2)
        {
            // Σ_j w_ij (x_i - y_j), where two rows meet zero, without any tensor of all differences.
            weights = (grad / distance).MaskedFill(distance.Eq(0), 0);
            slope = x * weights.Sum([-1], keepdim: true) - weights.Matmul(y);
        }
        else
        {
            Tensor difference = x.Unsqueeze(-2) - y.Unsqueeze(-3), d = distance.Unsqueeze(-1), magnitude = difference.Abs();
            weights = p == 1 ? difference.Sign()
                : double.IsInfinity(p) ? difference.Sign() * magnitude.Eq(d).Convert(grad.DType)
                : (difference.Sign() * magnitude.Pow(p - 1) * d.Pow(1 - p)).MaskedFill(d.Eq(0).LogicalOr(difference.Eq(0)), 0);
            slope = (grad.Unsqueeze(-1) * weights).Sum([-2]);
        }
        return GradientShape.SumTo(slope, x.Layout).Convert(x.DType);
    }
}
