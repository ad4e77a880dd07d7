using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view of every step-th element of a range of one dimension; bounds are clamped as in Python.</summary>
[Op("slice(Tensor input, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class Slice
{
    internal static Tensor Forward(Tensor input, long dim, long? start, long? end, long step)
    {
        if (input.Rank == 0) throw new IndexException("slice", "slice: slice() cannot be applied to a 0-dim tensor.", "input");
        int at = Dimensions.Normalize(dim, input.Rank, "slice");
        if (step <= 0) throw new ArgumentValueException("slice", "slice: step must be greater than zero", "step");
        long size = input.Layout[at];
        long first = Math.Clamp(start is { } s ? (s < 0 ? s + size : s) : 0, 0, size);
        long last = Math.Clamp(end is { } e ? (e < 0 ? e + size : e) : size, first, size);
        long length = (last - first + step - 1) / step;
        return input.MakeView(Views.Slice(input.Layout, at, length, step), input.Offset + first * input.Layout.Strides[at]);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long dim, long? start, long? end, long step)
    {
        Tensor zeros = TensorFunctions.Zeros(inputLayout.Sizes, grad.DType, grad.Device);
        zeros.Slice(dim, start, end, step).CopyInPlace(grad);
        return zeros;
    }
}
