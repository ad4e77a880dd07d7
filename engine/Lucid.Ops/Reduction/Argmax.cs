using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Reduction;

/// <summary>Position of the first largest element, along a dimension or in the flattened tensor.</summary>
[Op("argmax(Tensor input, int? dim=None, bool keepdim=False) -> Tensor")]
internal static class Argmax
{
    internal static Tensor Forward(Tensor input, long? dim, bool keepdim)
    {
        if (input.Count == 0 && (dim is null || input.Rank == 0 || input.Shape[Dimensions.Normalize(dim.Value, input.Rank, "argmax")] == 0))
            throw new IndexException("argmax",
                "argmax: Expected reduction dim to be specified for input.numel() == 0, or to have non-zero size: input is "
                + $"{input.Layout}", "dim");
        ReadOnlySpan<long> dims = dim is { } one ? [one] : default;
        return ReductionDispatch.Run<ArgmaxReduction>(input, dims, keepdim, DType.Int64, "argmax");
    }
}
