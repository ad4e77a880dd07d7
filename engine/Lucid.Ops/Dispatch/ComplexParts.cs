using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Real and imaginary parts of a complex tensor, as views of every second real number.</summary>
internal static class ComplexParts
{
    internal static Tensor View(Tensor complex, int part)
    {
        Span<long> strides = stackalloc long[complex.Rank];
        for (int i = 0; i < strides.Length; i++) strides[i] = complex.Layout.Strides[i] * 2;
        return complex.MakeView(Layout.Strided(complex.Shape, strides), complex.Offset * 2 + part, complex.DType.ToReal());
    }

    /// <summary>Real and imaginary part side by side along a new last dimension.</summary>
    internal static Tensor Pairs(Tensor complex) => complex.MakeView(complex.Layout.Pairs(), complex.Offset * 2, complex.DType.ToReal());

    /// <summary>Pairs along the last dimension as complex numbers.</summary>
    /// <exception cref="ShapeMismatchException">The pairs do not lie as complex numbers do.</exception>
    internal static Tensor FromPairs(Tensor pairs)
    {
        ReadOnlySpan<long> from = pairs.Layout.Strides[..^1];
        Span<long> strides = stackalloc long[from.Length];
        bool even = pairs.Layout.Strides[^1] == 1 && pairs.Offset % 2 == 0;
        for (int i = 0; i < strides.Length; i++)
        {
            even &= from[i] % 2 == 0;
            strides[i] = from[i] / 2;
        }
        if (!even)
            throw new ShapeMismatchException("view_as_complex",
                $"view_as_complex: Tensor must have a last dimension with stride 1 and all other strides and the storage offset divisible by 2, "
                + $"but the strides are {Layout.Format(pairs.Layout.Strides)} and the offset is {pairs.Offset}. Call .contiguous() first.", "input");
        return pairs.MakeView(Layout.Strided(pairs.Shape[..^1], strides), pairs.Offset / 2, pairs.DType.ToComplex());
    }
}
