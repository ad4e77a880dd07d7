using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with the value of a 0-d tensor written at the positions of a dimension that index names.</summary>
[Op("index_fill.tensor(Tensor input, int dim, Tensor index, Tensor value) -> Tensor", Composite = true, NoOut = true, InPlace = true)]
internal static class IndexFillTensor
{
    internal static Tensor Forward(Tensor input, long dim, Tensor index, Tensor value) => input.MaskedFill(Mask(input, dim, index, value), value);

    internal static void ForwardInPlace(Tensor input, long dim, Tensor index, Tensor value) =>
        input.MaskedFillInPlace(Mask(input, dim, index, value), value);

    // A position that is named twice is filled once: its gradient counts once.
    private static Tensor Mask(Tensor input, long dim, Tensor index, Tensor value)
    {
        if (value.Rank != 0)
            throw new ShapeMismatchException("index_fill",
                $"index_fill: only supports a 0-dimensional value tensor, but got tensor with {value.Rank} dimension(s).", "value");
        return TensorFunctions.Zeros(input.Shape, DType.Bool, input.Device).IndexFill(dim, index, true);
    }
}
