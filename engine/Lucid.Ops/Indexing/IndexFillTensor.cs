using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with the value of a 0-d tensor written at the positions of a dimension that index names.</summary>
[Op("index_fill.tensor(Tensor input, int dim, Tensor index, Tensor value) -> Tensor", Composite = true, NoOut = true, InPlace = true)]
internal static class IndexFillTensor
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor value)
    {
        if (value.Rank != 0)
            throw new ShapeMismatchException("index_fill",
                $"index_fill: only supports a 0-dimensional value tensor, but got tensor with {value.Rank} dimension(s).", "value");
        int at = Dimensions.Normalize(dim, input.Rank, "index_fill");
        long[] sizes = input.Rank == 0 ? [] : input.Shape.ToArray();
        if (sizes.Length > 0) sizes[at] = index.Count;
        return input.IndexCopy(dim, index, value.Convert(input.DType, input.Device).Expand(sizes));
    }
}
