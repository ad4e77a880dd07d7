using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with one number written along one dimension where index says.</summary>
[Op("scatter.value(Tensor input, int dim, Tensor index, Scalar value) -> Tensor", Composite = true, NoOut = true, InPlace = true)]
internal static class ScatterValue
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Scalar value) => input.Scatter(dim, index, Source(input, index, value));

    internal static void ForwardInPlace(Tensor input, long dim, Tensor index, Scalar value) => input.ScatterInPlace(dim, index, Source(input, index, value));

    private static Tensor Source(Tensor input, Tensor index, Scalar value) => TensorFunctions.Full(index.Shape, value, input.DType, input.Device);
}
