using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with one number joined in along one dimension where index says: reduce is 'add' or 'multiply'.</summary>
[Op("scatter.value_reduce(Tensor input, int dim, Tensor index, Scalar value, str? reduce) -> Tensor", Composite = true, InPlace = true)]
internal static class ScatterValueWithReduce
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Scalar value, string? reduce) => input.Scatter(dim, index,
        TensorFunctions.Full(index.Shape, value, input.DType, input.Device), reduce);
}
