using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with src written at one position of a dimension.</summary>
[Op("select_scatter(Tensor input, Tensor src, int dim, int index) -> Tensor", Composite = true, NoOut = true)]
internal static class SelectScatter
{
    internal static Tensor Forward(Tensor input, Tensor src, long dim, long index)
    {
        Tensor result = MemoryFormats.CloneWithGaps(input);
        InPlaceRules.CopyExactly(result.Select(dim, index), src, "select_scatter");
        return result;
    }
}
