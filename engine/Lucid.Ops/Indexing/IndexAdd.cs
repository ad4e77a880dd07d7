using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with slices of source added at the positions of a dimension that index names; repeated positions add up.</summary>
[Op("index_add(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor", InPlace = true)]
internal static class IndexAdd
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        IndexDispatch.Scatter(input, dim, index, Scaled(source, alpha), add: true);

    internal static void ForwardInPlace(Tensor input, long dim, Tensor index, Tensor source, Scalar alpha) =>
        IndexDispatch.Scatter(input, dim, index, Scaled(source, alpha), add: true, inPlace: true);

    private static Tensor Scaled(Tensor source, Scalar alpha) => alpha.IsOne ? source : (source * alpha).Convert(source.DType);

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfSource(Tensor grad, Layout sourceLayout, long dim, Tensor index, Scalar alpha) =>
        grad.IndexSelect(sourceLayout.Rank == 0 ? 0 : dim, index).Reshape(sourceLayout.Sizes) * alpha;
}
