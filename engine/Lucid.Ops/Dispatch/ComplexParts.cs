using System;

namespace Lucid.Ops.Dispatch;

/// <summary>Real and imaginary parts of a complex tensor, as views of every second real number.</summary>
internal static class ComplexParts
{
    internal static Tensor View(Tensor complex, int part)
    {
        Span<long> strides = stackalloc long[complex.Rank];
        for (int i = 0; i < strides.Length; i++) strides[i] = complex.Layout.Strides[i] * 2;
        Tensor pairs = complex.Reinterpret(complex.DType.ToReal());
        pairs.Relayout(Layout.Strided(complex.Shape, strides), complex.Offset * 2 + part);
        return pairs;
    }
}
