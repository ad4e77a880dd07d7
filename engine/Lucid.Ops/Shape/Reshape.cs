using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The same elements in another shape: a view when the strides allow it, else a copy. One size may be -1.</summary>
[Op("reshape(Tensor input, int[] shape) -> Tensor", NoOut = true)]
internal static class Reshape
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> shape)
    {
        Span<long> sizes = stackalloc long[shape.Length];
        Views.InferSizes(shape, input.Count, sizes, "reshape");
        if (Views.Reshape(input.Layout, sizes) is { } layout) return input.MakeView(layout, input.Offset);
        Tensor copy = Conversions.Clone(input);
        copy.Relayout(Layout.Contiguous(sizes), 0);
        return copy;
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout) => grad.Reshape(inputLayout.Sizes);
}
