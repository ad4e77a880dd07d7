using System;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Discrete Fourier transforms, X[k] = factor Σ x[j] exp(∓2πi jk / n), of any length, along any dimensions of any strides.
/// Elements are float or double; complex numbers are pairs of them and their strides count pairs.
/// </summary>
/// <remarks>
/// Lengths with prime factors up to 31 run through mixed-radix stages, as many sequences side by side as a vector has
/// lanes, in place and block by block of what the first-level cache holds; long rows also as the quarters of a few; one long
/// sequence through short transforms along both sides of a matrix; other lengths through Rader's or Bluestein's convolution. Factors come
/// from tables rounded once. Results do not depend on the thread count.
/// </remarks>
public static unsafe class Fourier
{
    /// <summary>Complex to complex along the given dimensions; input and output may be the same.</summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, or an element type other than float and double.</exception>
    public static void ComplexToComplex<T>(ReadOnlySpan<long> shape, ReadOnlySpan<int> axes, T* x, ReadOnlySpan<long> xs, T* o,
        ReadOnlySpan<long> os, bool inverse, double factor)
        where T : unmanaged
    {
        Check<T>(shape);
        if (IsEmpty(shape)) return;
        if (axes.Length == 0)
        {
            // A transform along nothing scales.
            SequenceSet every = SequenceSet.Of([.. shape, 1], shape.Length, [.. xs, 1], [.. os, 1], 2, 2);
            AxisPass<T>.Complex(in every, 1, x, o, inverse, factor);
            return;
        }
        for (int i = axes.Length - 1; i >= 0; i--)
        {
            bool first = i == axes.Length - 1;
            SequenceSet set = SequenceSet.Of(shape, axes[i], first ? xs : os, os, 2, 2);
            AxisPass<T>.Complex(in set, shape[axes[i]], first ? x : o, o, inverse, i == 0 ? factor : 1);
        }
    }

    /// <summary>
    /// Forward transform of real numbers along the given dimensions. <paramref name="shape"/> is the input's; the output has
    /// n / 2 + 1 numbers along the last of the dimensions, the other half being their mirror image.
    /// </summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, no dimension given, or an element type other than float and double.</exception>
    public static void RealToComplex<T>(ReadOnlySpan<long> shape, ReadOnlySpan<int> axes, T* x, ReadOnlySpan<long> xs, T* o,
        ReadOnlySpan<long> os, double factor)
        where T : unmanaged
    {
        Check<T>(shape);
        if (axes.Length == 0) throw new ArgumentException("A real transform needs a dimension.", nameof(axes));
        if (IsEmpty(shape)) return;
        int last = axes[^1];
        SequenceSet set = SequenceSet.Of(shape, last, xs, os, 1, 2);
        AxisPass<T>.RealToComplex(in set, shape[last], x, o, factor);
        if (axes.Length == 1) return;
        Span<long> half = stackalloc long[shape.Length];
        shape.CopyTo(half);
        half[last] = shape[last] / 2 + 1;
        ComplexToComplex(half, axes[..^1], o, os, o, os, false, 1);
    }

    /// <summary>
    /// Inverse transform to real numbers along the given dimensions. <paramref name="shape"/> is the output's; the input has
    /// n / 2 + 1 numbers along the last of the dimensions and is overwritten where there are several.
    /// </summary>
    /// <exception cref="ArgumentException">More than 64 dimensions, no dimension given, or an element type other than float and double.</exception>
    public static void ComplexToReal<T>(ReadOnlySpan<long> shape, ReadOnlySpan<int> axes, T* x, ReadOnlySpan<long> xs, T* o,
        ReadOnlySpan<long> os, double factor)
        where T : unmanaged
    {
        Check<T>(shape);
        if (axes.Length == 0) throw new ArgumentException("A real transform needs a dimension.", nameof(axes));
        if (IsEmpty(shape)) return;
        int last = axes[^1];
        if (axes.Length > 1)
        {
            Span<long> half = stackalloc long[shape.Length];
            shape.CopyTo(half);
            half[last] = shape[last] / 2 + 1;
            ComplexToComplex(half, axes[..^1], x, xs, x, xs, true, 1);
        }
        SequenceSet set = SequenceSet.Of(shape, last, xs, os, 2, 1);
        AxisPass<T>.ComplexToReal(in set, shape[last], x, o, factor);
    }

    private static void Check<T>(ReadOnlySpan<long> shape)
    {
        if (shape.Length >= SequenceSet.MaxRank) throw new ArgumentException("At most 63 dimensions.", nameof(shape));
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) throw new ArgumentException("Transforms take float and double.");
    }

    private static bool IsEmpty(ReadOnlySpan<long> shape)
    {
        foreach (long size in shape)
            if (size == 0) return true;
        return false;
    }
}
