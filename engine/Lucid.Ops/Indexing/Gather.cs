using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>Elements picked along one dimension by an index tensor of the result's shape.</summary>
[Op("gather(Tensor input, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor")]
internal static class Gather
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, bool sparseGrad) => GatherDispatch.Gather(input, dim, index);

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long dim, Tensor index) =>
        TensorFunctions.Zeros(inputLayout.Sizes, grad.DType, grad.Device).ScatterAdd(dim, index, grad);
}
