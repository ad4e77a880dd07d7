using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Indexing;

/// <summary>Writes one number on the main diagonal; a tall matrix goes on after it when wrap is True, as in NumPy.</summary>
[Op("fill_diagonal_(Tensor input, Scalar fill_value, bool wrap=False) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Method)]
internal static class FillDiagonalInPlace
{
    internal static Tensor Forward(Tensor input, Scalar fillValue, bool wrap)
    {
        if (input.Rank < 2)
            throw new ShapeMismatchException("fill_diagonal_", $"fill_diagonal_: dimensions must larger than 1, but input is {input.Layout}", "input");
        long length = long.MaxValue, step = 0;
        for (int i = 0; i < input.Rank; i++)
        {
            if (input.Rank > 2 && input.Shape[i] != input.Shape[0])
                throw new ShapeMismatchException("fill_diagonal_",
                    $"fill_diagonal_: all dimensions of input must be of equal length, but it is {input.Layout}", "input");
            length = Math.Min(length, input.Shape[i]);
            step += input.Layout.Strides[i];
        }
        input.AsStrided([length], [step], input.Offset).FillInPlace(fillValue);
        if (!wrap || input.Rank != 2 || input.Shape[0] <= input.Shape[1] + 1) return input;
        // Each further diagonal starts one row below the end of the one before.
        (long rows, long columns) = (input.Shape[0], input.Shape[1]);
        for (long start = columns + 1; start < rows; start += columns + 1)
            input.AsStrided([Math.Min(columns, rows - start)], [step], input.Offset + start * input.Layout.Strides[0]).FillInPlace(fillValue);
        return input;
    }
}
