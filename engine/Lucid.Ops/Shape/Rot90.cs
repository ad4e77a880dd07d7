using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The tensor turned k times by a quarter in the plane of two dimensions, from the first towards the second.</summary>
[Op("rot90(Tensor input, int k=1, int[] dims=[0,1]) -> Tensor", Composite = true, NoOut = true)]
internal static class Rot90
{
    internal static Tensor Forward(Tensor input, long k, ReadOnlySpan<long> dims)
    {
        if (dims.Length != 2)
            throw new ArgumentValueException("rot90", $"rot90: expected total rotation dims == 2, but got dims = {dims.Length}", "dims");
        if (input.Rank < 2)
            throw new ShapeMismatchException("rot90", $"rot90: expected total dims >= 2, but got total dims = {input.Rank}", "input");
        int from = Dimensions.Normalize(dims[0], input.Rank, "rot90", "dims");
        int to = Dimensions.Normalize(dims[1], input.Rank, "rot90", "dims");
        if (from == to)
            throw new ArgumentValueException("rot90",
                $"rot90: expected rotation dims to be different, but got dim0 = {dims[0]} and dim1 = {dims[1]}", "dims");
        return (((k % 4) + 4) % 4) switch
        {
            1 => input.Flip([to]).Transpose(from, to),
            2 => input.Flip([from, to]),
            3 => input.Flip([from]).Transpose(from, to),
            _ => input.Clone(),
        };
    }
}
