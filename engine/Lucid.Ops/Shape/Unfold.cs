using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>A view of all windows of a size along a dimension, step apart; the windows' elements are the last dimension.</summary>
[Op("unfold(Tensor input, int dimension, int size, int step) -> Tensor", NoOut = true, Surface = OpSurface.Method)]
internal static class Unfold
{
    internal static Tensor Forward(Tensor input, long dimension, long size, long step)
    {
        int at = Dimensions.Normalize(dimension, input.Rank, "unfold", "dimension");
        long own = input.Rank == 0 ? 1 : input.Shape[at];
        if (size < 0) throw new ArgumentValueException("unfold", $"unfold: size is {size} but must be >= 0", "size");
        if (size > own)
            throw new ArgumentValueException("unfold", $"unfold: maximum size for tensor at dimension {at} is {own} but size is {size}", "size");
        if (step <= 0) throw new ArgumentValueException("unfold", $"unfold: step is {step} but must be > 0", "step");
        long stride = input.Rank == 0 ? 1 : input.Layout.Strides[at];
        long[] sizes = [.. input.Shape, size];
        long[] strides = [.. input.Layout.Strides, stride];
        if (input.Rank > 0)
        {
            sizes[at] = (own - size) / step + 1;
            strides[at] = step * stride;
        }
        return input.MakeView(Layout.Strided(sizes, strides, "unfold"), input.Offset);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long dimension, long size, long step)
    {
        if (inputLayout.Rank == 0) return grad.Sum();
        int at = Dimensions.Normalize(dimension, inputLayout.Rank, "unfold", "dimension");
        Tensor zeros = TensorFunctions.Zeros(inputLayout.Sizes, grad.DType, grad.Device);
        if (step >= size)
        {
            zeros.Unfold(at, size, step).CopyInPlace(grad);
            return zeros;
        }
        // Windows overlap: each element collects from all windows it was seen in.
        Tensor positions = TensorFunctions.Arange(0, inputLayout[at], 1, DType.Int64, grad.Device).Unfold(0, size, step).Reshape([-1]);
        return zeros.IndexAdd(at, positions, grad.Movedim([-1], [at + 1]).Flatten(at, at + 1));
    }
}
