using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Joins a range of dimensions into one.</summary>
[Op("flatten(Tensor input, int start_dim=0, int end_dim=-1) -> Tensor", NoOut = true, Composite = true)]
internal static class Flatten
{
    internal static Tensor Forward(Tensor input, long startDim, long endDim)
    {
        int first = Dimensions.Normalize(startDim, input.Rank, "flatten", "start_dim");
        int last = Dimensions.Normalize(endDim, input.Rank, "flatten", "end_dim");
        if (input.Rank == 0) return input.Reshape([1]);
        if (first > last) throw new ArgumentValueException("flatten", "flatten: flatten() has invalid args: start_dim cannot come after end_dim", "start_dim");
        if (first == last) return input;
        Span<long> sizes = stackalloc long[input.Rank - (last - first)];
        int count = 0;
        long joined = 1;
        for (int i = 0; i < input.Rank; i++)
        {
            if (i >= first && i <= last)
            {
                joined *= input.Shape[i];
                if (i == last) sizes[count++] = joined;
                continue;
            }
            sizes[count++] = input.Shape[i];
        }
        return input.Reshape(sizes);
    }
}
