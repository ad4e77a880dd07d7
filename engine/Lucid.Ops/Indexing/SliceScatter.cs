using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with src written in a slice of a dimension.</summary>
[Op("slice_scatter(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", Composite = true)]
internal static class SliceScatter
{
    internal static Tensor Forward(Tensor input, Tensor src, long dim, long? start, long? end, long step)
    {
        Tensor result = MemoryFormats.CloneWithGaps(input);
        InPlaceRules.CopyExactly(result.Slice(dim, start, end, step), src, "slice_scatter");
        return result;
    }
}
