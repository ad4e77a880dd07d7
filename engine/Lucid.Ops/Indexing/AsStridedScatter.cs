using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with src written where a view of given sizes and strides looks.</summary>
[Op("as_strided_scatter(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None) -> Tensor", Composite = true, NoOut = true)]
internal static class AsStridedScatter
{
    internal static Tensor Forward(Tensor input, Tensor src, ReadOnlySpan<long> size, ReadOnlySpan<long> stride, long? storageOffset)
    {
        Tensor result = MemoryFormats.CloneWithGaps(input);
        InPlaceRules.CopyExactly(result.AsStrided(size, stride, storageOffset ?? result.Offset), src, "as_strided_scatter");
        return result;
    }
}
