using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view of one position of a dimension, which disappears.</summary>
[Op("select(Tensor input, int dim, int index) -> Tensor", NoOut = true)]
internal static class Select
{
    internal static Tensor Forward(Tensor input, long dim, long index)
    {
        if (input.Rank == 0) throw new IndexException("select", "select: select() cannot be applied to a 0-dim tensor.", "input");
        int at = Dimensions.Normalize(dim, input.Rank, "select");
        long size = input.Layout[at];
        if (index < -size || index >= size)
            throw new IndexException("select", $"select: index {index} is out of bounds for dimension {at} with size {size}",
                "index");
        if (index < 0) index += size;
        return input.MakeView(Views.Remove(input.Layout, at), input.Offset + index * input.Layout.Strides[at]);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long dim, long index)
    {
        Tensor zeros = TensorFunctions.Zeros(inputLayout.Sizes, grad.DType, grad.Device);
        zeros.Select(dim, index).CopyInPlace(grad);
        return zeros;
    }
}
