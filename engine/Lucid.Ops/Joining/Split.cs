using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of pieces of one size along a dimension; the last may be smaller.</summary>
[Op("split(Tensor input, int split_size, int dim=0) -> Tensor[]", Composite = true, NoOut = true)]
internal static class Split
{
    internal static Tensor[] Forward(Tensor input, long splitSize, long dim)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "split");
        long size = input.Shape[at];
        if (splitSize < 0 || (splitSize == 0 && size != 0))
            throw new ArgumentValueException("split",
                $"split: split_size can only be 0 if dimension size is 0, but got dimension size of {size} and split_size "
                + $"{splitSize}", "split_size");
        long count = splitSize == 0 ? 1 : Math.Max(1, (size + splitSize - 1) / splitSize);
        var parts = new Tensor[count];
        for (long i = 0; i < count; i++) parts[i] = input.Narrow(at, i * splitSize, Math.Min(splitSize, size - i * splitSize)).MarkMultiView();
        return parts;
    }
}
