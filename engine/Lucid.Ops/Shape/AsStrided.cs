using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Shape;

/// <summary>A view of given sizes, strides and offset into the storage, in elements.</summary>
[Op("as_strided(Tensor input, int[] size, int[] stride, int? storage_offset=None) -> Tensor", NoOut = true, InPlaceView = true)]
internal static class AsStrided
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> size, ReadOnlySpan<long> stride, long? storageOffset)
    {
        if (size.Length != stride.Length)
            throw new ShapeMismatchException("as_strided",
                $"as_strided: mismatch in length of strides and shape: {size.Length} sizes, {stride.Length} strides", "stride");
        long offset = storageOffset ?? input.Offset;
        foreach (long step in stride)
        {
            if (step < 0)
                throw new ArgumentValueException("as_strided",
                    $"as_strided: Negative strides are not supported at the moment, got strides: {Layout.Format(stride)}",
                    "stride");
        }
        Layout layout = Layout.Strided(size, stride);
        long available = input.Storage.Bytes / input.DType.ItemSize();
        if (offset < 0 || (layout.Count > 0 && (layout.Extent < 0 || layout.Extent > available - offset)))
            throw new ShapeMismatchException("as_strided",
                $"as_strided: setStorage: sizes {Layout.Format(size)}, strides {Layout.Format(stride)}, storage offset {offset} "
                + $"are out of bounds for storage of {available} elements", "size");
        return input.MakeView(layout, offset);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout, long inputOffset, ReadOnlySpan<long> size,
        ReadOnlySpan<long> stride, long? storageOffset)
    {
        // Add each element of the gradient where the view read it; overlapping reads add up.
        long viewOffset = storageOffset ?? inputOffset;
        long origin = Math.Min(inputOffset, viewOffset);
        Layout view = Layout.Strided(size, stride);
        long extent = Math.Max(inputOffset - origin + inputLayout.Extent, viewOffset - origin + view.Extent);
        Tensor flat = TensorFunctions.Zeros([extent], grad.DType, grad.Device);
        if (view.IsNonOverlapping())
        {
            flat.AsStrided(size, stride, viewOffset - origin).CopyInPlace(grad);
        }
        else
        {
            flat = flat.IndexAdd(0, Positions(extent, view, viewOffset - origin, grad.Device), grad.Reshape([-1]));
        }
        if (!inputLayout.IsNonOverlapping())
        {
            // Elements of the input that share memory share the gradient, too.
            Tensor positions = Positions(extent, inputLayout, inputOffset - origin, grad.Device);
            Tensor sharers = TensorFunctions.Zeros([extent], grad.DType, grad.Device)
                .IndexAdd(0, positions, TensorFunctions.Ones(positions.Shape, grad.DType, grad.Device));
            flat = flat / sharers.MaskedFill(sharers.Eq(0), 1);
        }
        return flat.AsStrided(inputLayout.Sizes, inputLayout.Strides, inputOffset - origin);
    }

    private static Tensor Positions(long extent, Layout view, long start, Device device) =>
        TensorFunctions.Arange(0, extent, 1, DType.Int64, device).AsStrided(view.Sizes, view.Strides, start).Reshape([-1]);
}
