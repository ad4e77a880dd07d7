using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with one number written where the mask holds.</summary>
[Op("masked_fill(Tensor input, Tensor mask, Tensor|Scalar value) -> Tensor", InPlace = true, NoOut = true)]
internal static class MaskedFill
{
    internal static Tensor Forward(Tensor input, Tensor mask, TensorOrScalar value)
    {
        if (mask.DType != DType.Bool) throw new DtypeMismatchException("masked_fill", "mask", "bool", mask.DType.Name(), "Compare or convert it first.");
        if (value.Tensor is { Rank: > 0 } filler)
            throw new ShapeMismatchException("masked_fill",
                $"masked_fill: masked_fill_ only supports a 0-dimensional value tensor, but got tensor with {filler.Rank} "
                + "dimension(s).", "value");
        TensorOrScalar filling = value.Tensor is { } tensor
            ? tensor.Convert(input.DType, input.Device)
            : TensorFunctions.Full([], value.Scalar, input.DType, input.Device);
        return Conversions.ToContiguous(TensorFunctions.Where(mask, filling, input));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor mask, Layout inputLayout) =>
        GradientShape.SumTo(grad.MaskedFill(mask, 0), inputLayout);

    internal static Tensor GradOfValue(Tensor grad, Tensor mask) => TensorFunctions.Where(mask, grad, 0).Sum();
}
