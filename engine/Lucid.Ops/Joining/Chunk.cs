using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Joining;

/// <summary>Views of at most the given number of equal pieces along a dimension.</summary>
[Op("chunk(Tensor input, int chunks, int dim=0) -> Tensor[]", Composite = true, NoOut = true)]
internal static class Chunk
{
    internal static Tensor[] Forward(Tensor input, long chunks, long dim)
    {
        if (chunks <= 0) throw new ArgumentValueException("chunk", $"chunk: chunk expects `chunks` to be greater than 0, got: {chunks}", "chunks");
        int at = Dimensions.Normalize(dim, input.Rank, "chunk");
        long size = input.Shape[at];
        // Nothing can be cut into any number of pieces.
        if (size == 0) return input.Split(new long[chunks], at);
        return input.Split(Math.Max(1, (size + chunks - 1) / chunks), at);
    }
}
