using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>Repeats dimensions of size 1 without copying; -1 keeps a size.</summary>
[Op("expand(Tensor input, int[] size) -> Tensor", NoOut = true)]
internal static class Expand
{
    internal static Tensor Forward(Tensor input, ReadOnlySpan<long> size)
    {
        int shift = size.Length - input.Rank;
        if (shift < 0)
            throw new ShapeMismatchException("expand",
                $"expand: the number of sizes provided ({size.Length}) must be greater or equal to the number of dimensions in "
                + $"the tensor ({input.Rank})", "size");
        Span<long> sizes = stackalloc long[size.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = size[i];
            if (i < shift)
            {
                if (size[i] < 0)
                    throw new ShapeMismatchException("expand",
                        $"expand: the expanded size of the tensor ({size[i]}) isn't allowed in a leading, non-existing dimension "
                        + $"{i}", "size");
                continue;
            }
            long own = input.Layout[i - shift];
            if (size[i] == -1) sizes[i] = own;
            else if (own != 1 && own != size[i])
                throw new ShapeMismatchException("expand",
                    $"expand: The expanded size of the tensor ({size[i]}) must match the existing size ({own}) at non-singleton "
                    + $"dimension {i}. Target sizes: {Layout.Format(size)}. Tensor sizes: {input.Layout}", "size",
                    input.Layout.ToString(), Layout.Format(size));
        }
        return input.MakeView(Broadcasting.ExpandLayout(input.Layout, sizes), input.Offset);
    }

    internal static Tensor GradOfInput(Tensor grad, Layout inputLayout) =>
        grad.Layout.SameSizes(inputLayout) ? grad : GradientShape.SumTo(grad, inputLayout);
}
