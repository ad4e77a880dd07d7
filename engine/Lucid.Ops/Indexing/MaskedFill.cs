using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.Indexing;

/// <summary>The tensor with one number written where the mask holds.</summary>
[Op("masked_fill(Tensor input, Tensor mask, Tensor|Scalar value) -> Tensor", InPlace = true, NoOut = true)]
internal static class MaskedFill
{
    internal static Tensor Forward(Tensor input, Tensor mask, TensorOrScalar value) =>
        Conversions.ToContiguous(TensorFunctions.Where(mask, Filling(input, mask, value), input));

    internal static void ForwardInPlace(Tensor input, Tensor mask, TensorOrScalar value)
    {
        Tensor filling = Filling(input, mask, value);
        bool fits = mask.DeviceType == input.DeviceType && Conversions.Broadcastable(mask.Layout, input.Layout);
        if (!fits || ReferenceEquals(mask.Storage, input.Storage))
        {
            InPlaceRules.Write(input, TensorFunctions.Where(mask, filling, input), "masked_fill_");
            return;
        }
        CommandStream.Submit(new WhereKernel(Broadcasting.Expand(mask.Operand, input.Layout), Broadcasting.Expand(filling.Operand, input.Layout),
            input.Operand, input.Operand), input.DeviceType);
    }

    private static Tensor Filling(Tensor input, Tensor mask, TensorOrScalar value)
    {
        if (mask.DType != DType.Bool) throw new DtypeMismatchException("masked_fill", "mask", "bool", mask.DType.Name(), "Compare or convert it first.");
        if (value.Tensor is { Rank: > 0 } filler)
            throw new ShapeMismatchException("masked_fill",
                $"masked_fill: masked_fill_ only supports a 0-dimensional value tensor, but got tensor with {filler.Rank} "
                + "dimension(s).", "value");
        if ((value.Tensor?.DType ?? value.Scalar.DType).IsComplex() && !input.DType.IsComplex())
            throw new DtypeMismatchException("masked_fill", "value", $"convertible to the type of input ({input.DType.Name()})", "complex");
        // A copy: the value may lie in the tensor that is written to.
        return value.Tensor is { } tensor
            ? tensor.Convert(input.DType, input.Device, copy: true)
            : TensorFunctions.Full([], value.Scalar, input.DType, input.Device);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor mask, Layout inputLayout) =>
        GradientShape.SumTo(grad.MaskedFill(mask, 0), inputLayout);

    internal static Tensor GradOfValue(Tensor grad, Tensor mask) => TensorFunctions.Where(mask, grad, 0).Sum();
}
