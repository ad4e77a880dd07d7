using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Largest elements over some dimensions, or over all; gradients are shared evenly among equals.</summary>
[Op("amax(Tensor input, int[1]? dim=None, bool keepdim=False) -> Tensor")]
internal static class Amax
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dim, bool keepdim)
    {
        if (input.Count == 0 && ReductionDispatch.Share(input.Layout, dim, "amax") == 0)
            throw new ShapeMismatchException("amax",
                "amax: Expected reduction dim to be specified for input.numel() == 0, or to have non-zero size: input is "
                + $"{input.Layout}", "dim");
        return ReductionDispatch.Run<MaxReduction>(input, dim, keepdim, input.DType, "amax");
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, ReadOnlySpan<long> dim, bool keepdim)
    {
        Tensor chosen = input.Eq(ReductionDispatch.Restore(result, input.Layout, dim, keepdim)).Convert(grad.DType);
        Tensor share = chosen / chosen.Sum(dim, keepdim: true);
        return ReductionDispatch.Restore(grad, input.Layout, dim, keepdim) * share;
    }
}
