using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with src written on a diagonal.</summary>
[Op("diagonal_scatter(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1) -> Tensor", Composite = true, NoOut = true)]
internal static class DiagonalScatter
{
    internal static Tensor Forward(Tensor input, Tensor src, long offset, long dim1, long dim2)
    {
        Tensor result = MemoryFormats.CloneWithGaps(input);
        InPlaceRules.CopyExactly(result.Diagonal(offset, dim1, dim2), src, "diagonal_scatter");
        return result;
    }
}
