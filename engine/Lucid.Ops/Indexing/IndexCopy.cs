using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with slices of source written at the positions of a dimension that index names.</summary>
[Op("index_copy(Tensor input, int dim, Tensor index, Tensor source) -> Tensor", InPlace = true)]
internal static class IndexCopy
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor source) =>
        IndexDispatch.Scatter(input, dim, index, source, add: false);

    internal static void ForwardInPlace(Tensor input, long dim, Tensor index, Tensor source) =>
        IndexDispatch.Scatter(input, dim, index, source, add: false, inPlace: true);

    internal static Tensor GradOfInput(Tensor grad, long dim, Tensor index) => grad.IndexFill(dim, index, 0);

    internal static Tensor GradOfSource(Tensor grad, Layout sourceLayout, long dim, Tensor index) =>
        grad.IndexSelect(sourceLayout.Rank == 0 ? 0 : dim, index).Reshape(sourceLayout.Sizes);
}
