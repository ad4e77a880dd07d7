using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>Positions of a dimension picked by an integer vector.</summary>
[Op("index_select(Tensor input, int dim, Tensor index) -> Tensor")]
internal static class IndexSelect
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index) => IndexDispatch.Select(input, dim, index);

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long dim, Tensor index) =>
        TensorFunctions.Zeros(inputLayout.Sizes, grad.DType, grad.Device).IndexAdd(dim, index, grad);
}
