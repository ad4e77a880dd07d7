using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The same memory in another shape. One size may be -1.</summary>
[Op("view(Tensor input, int[] shape) -> Tensor", NoOut = true)]
internal static class View
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> shape)
    {
        Span<long> sizes = stackalloc long[shape.Length];
        Views.InferSizes(shape, input.Count, sizes, "view");
        Layout layout = Views.Reshape(input.Layout, sizes) ?? throw new ShapeMismatchException("view",
            "view: view size is not compatible with input tensor's size and stride (at least one dimension spans across two "
                + $"contiguous subspaces): input is {input.Layout}. Use .reshape(...) instead.", "shape");
        return input.MakeView(layout, input.Offset);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout) => grad.Reshape(inputLayout.Sizes);
}
