using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor with dimensions in reverse order, a copy.</summary>
[Op("flip(Tensor input, int[] dims) -> Tensor", NoOut = true, Composite = true)]
internal static class Flip
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> dims)
    {
        // Mirrored in the order of memory, which the result keeps, as empty_like does.
        Span<long> order = stackalloc long[input.Rank], back = stackalloc long[input.Rank];
        bool permuted = ResultOrder.Outward(input.Layout, order, back);
        Tensor result = permuted ? input.Permute(order) : input;
        Span<bool> seen = stackalloc bool[Math.Max(input.Rank, 1)];
        seen.Clear();
        foreach (long dim in dims)
        {
            int at = Dimensions.Normalize(dim, input.Rank, "flip", "dims");
            if (seen[at]) throw new ArgumentValueException("flip", $"flip: dim {at} appears multiple times in the list of dims", "dims");
            seen[at] = true;
            if (input.Rank == 0) continue;
            long size = input.Shape[at];
            result = result.IndexSelect(permuted ? back[at] : at, (size - 1) - TensorFunctions.Arange(0, size, 1, DType.Int64, input.Device));
        }
        if (input.Rank == 0 || dims.IsEmpty) return input.Clone();
        return permuted ? result.Permute(back) : result;
    }
}
