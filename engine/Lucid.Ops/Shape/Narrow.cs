using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view of a range of one dimension.</summary>
[Op("narrow(Tensor input, int dim, int start, int length) -> Tensor", NoOut = true)]
internal static class Narrow
{
    internal static Tensor Forward(Tensor input, long dim, long start, long length)
    {
        if (input.Rank == 0) throw new ShapeMismatchException("narrow", "narrow: narrow() cannot be applied to a 0-dim tensor.", "input");
        int at = Dimensions.Normalize(dim, input.Rank, "narrow");
        long size = input.Layout[at];
        if (start < -size || start > size)
            throw new IndexException("narrow",
                $"narrow: start out of range (expected to be in range of [{-size}, {size}], but got {start})", "start");
        if (start < 0) start += size;
        if (length < 0 || start + length > size)
            throw new IndexException("narrow", $"narrow: start ({start}) + length ({length}) exceeds dimension size ({size}).",
                "length");
        return input.MakeView(Views.Slice(input.Layout, at, length, 1), input.Offset + start * input.Layout.Strides[at]);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long dim, long start, long length)
    {
        int at = Dimensions.Normalize(dim, inputLayout.Rank, "narrow");
        Tensor zeros = TensorFunctions.Zeros(inputLayout.Sizes, grad.DType, grad.Device);
        zeros.Narrow(at, start, length).CopyInPlace(grad);
        return zeros;
    }
}
