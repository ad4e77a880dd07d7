using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of pieces of given sizes along a dimension.</summary>
[Op("split.sizes(Tensor input, int[] split_size, int dim=0) -> Tensor[]", Composite = true, NoOut = true, Aliases = "split_with_sizes")]
internal static class SplitSizes
{
    internal static Tensor[] Forward(Tensor input, ReadOnlySpan<long> splitSize, long dim)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "split");
        var parts = new Tensor[splitSize.Length];
        long start = 0;
        foreach (long length in splitSize) start += length;
        if (start != input.Shape[at])
            throw new ShapeMismatchException("split",
                $"split: split_with_sizes expects split_sizes to sum exactly to {input.Shape[at]} (input tensor's size at "
                + $"dimension {at}), but got split_sizes={Layout.Format(splitSize)}", "split_size");
        start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = input.Narrow(at, start, splitSize[i]).MarkMultiView();
            start += splitSize[i];
        }
        return parts;
    }
}
