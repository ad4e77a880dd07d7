using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with one number written at the positions of a dimension that index names.</summary>
[Op("index_fill(Tensor input, int dim, Tensor index, Scalar value) -> Tensor", InPlace = true, NoOut = true)]
internal static class IndexFill
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Scalar value) => Fill(input, dim, index, value, inPlace: false);

    internal static void ForwardInPlace(Tensor input, long dim, Tensor index, Scalar value) => Fill(input, dim, index, value, inPlace: true);

    private static Tensor Fill(Tensor input, long dim, Tensor index, Scalar value, bool inPlace)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "index_fill");
        long[] sizes = input.Rank == 0 ? [] : input.Shape.ToArray();
        if (sizes.Length > 0) sizes[at] = index.Count;
        return IndexDispatch.Scatter(input, dim, index, TensorFunctions.Full(sizes, value, input.DType, input.Device), add: false, inPlace);
    }

    internal static Tensor GradOfInput(Tensor grad, long dim, Tensor index) => grad.IndexFill(dim, index, 0);
}
