using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace Lucid;

/// <summary>Sizes and strides (in elements) of a tensor. Immutable, so that results of the same shape share one.</summary>
public sealed class Layout
{
    /// <summary>The most dimensions a tensor may have, as in PyTorch.</summary>
    public const int MaxRank = 64;

    private readonly long[] _sizes;
    private readonly long[] _strides;
    private readonly bool _plain;

    private Layout(long[] sizes, long[] strides, long count, bool contiguous, bool plain)
    {
        _sizes = sizes;
        _strides = strides;
        _plain = plain;
        Count = count;
        IsContiguous = contiguous;
    }

    /// <summary>The layout of a 0-d tensor.</summary>
    public static Layout Scalar { get; } = new([], [], 1, true, true);

    /// <summary>Sizes of the dimensions.</summary>
    public ReadOnlySpan<long> Sizes => _sizes;

    /// <summary>Strides of the dimensions, in elements.</summary>
    public ReadOnlySpan<long> Strides => _strides;

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>Number of dimensions.</summary>
    public int Rank => _sizes.Length;

    /// <summary>True when elements lie row-major without gaps.</summary>
    public bool IsContiguous { get; }

    /// <summary>True when even the strides of dimensions of size 1 are those of a fresh row-major tensor.</summary>
    public bool IsPlain => _plain;

    /// <summary>Size of a dimension.</summary>
    public long this[int dim] => _sizes[dim];

    /// <summary>A row-major layout.</summary>
    /// <exception cref="ShapeMismatchException">A size is negative, the product overflows, or there are over 64 dimensions.</exception>
    public static Layout Contiguous(ReadOnlySpan<long> sizes, string op = "empty")
    {
        if (sizes.Length == 0) return Scalar;
        long count = CountOf(sizes, op);
        long[] strides = new long[sizes.Length];
        FillContiguousStrides(sizes, strides);
        return new(sizes.ToArray(), strides, count, true, true);
    }

    /// <summary>A layout of any strides. The caller answers for the bounds.</summary>
    public static Layout Strided(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, string op = "as_strided")
    {
        if (sizes.Length == 0) return Scalar;
        long count = CountOf(sizes, op);
        return new(sizes.ToArray(), strides.ToArray(), count, HasContiguousStrides(sizes, strides, count), HasPlainStrides(sizes, strides));
    }

    /// <summary>The row-major layout of the same sizes, with the strides a fresh tensor has.</summary>
    public Layout ToContiguous() => _plain ? this : Contiguous(_sizes);

    /// <summary>The layout of complex elements as pairs of reals along a new last dimension.</summary>
    public Layout Pairs()
    {
        Span<long> sizes = stackalloc long[Rank + 1], strides = stackalloc long[Rank + 1];
        _sizes.CopyTo(sizes);
        for (int i = 0; i < _strides.Length; i++) strides[i] = _strides[i] * 2;
        sizes[^1] = 2;
        strides[^1] = 1;
        return Strided(sizes, strides);
    }

    /// <summary>True when both have the same sizes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool SameSizes(Layout other) => ReferenceEquals(this, other) || _sizes.AsSpan().SequenceEqual(other._sizes);

    /// <summary>Elements of storage between the first and the last element, inclusive; 0 when empty.</summary>
    public long Extent
    {
        get
        {
            if (Count == 0) return 0;
            long extent = 1;
            for (int i = 0; i < _sizes.Length; i++) extent += (_sizes[i] - 1) * _strides[i];
            return extent;
        }
    }

    /// <summary>True when no two indices share an element.</summary>
    public bool IsNonOverlapping()
    {
        if (IsContiguous || Count <= 1) return true;
        Span<int> order = stackalloc int[Rank];
        int kept = 0;
        for (int i = 0; i < Rank; i++)
        {
            if (_sizes[i] == 1) continue;
            int at = kept++;
            while (at > 0 && _strides[order[at - 1]] > _strides[i]) { order[at] = order[at - 1]; at--; }
            order[at] = i;
        }
        long needed = 1;
        for (int i = 0; i < kept; i++)
        {
            if (_strides[order[i]] < needed) return false;
            needed = _strides[order[i]] * (_sizes[order[i]] - 1) + needed;
        }
        return true;
    }

    /// <summary>Strides of a row-major tensor (sizes of 0 count as 1, as in PyTorch).</summary>
    public static void FillContiguousStrides(ReadOnlySpan<long> sizes, Span<long> strides)
    {
        long stride = 1;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(sizes[i], 1);
        }
    }

    /// <summary>PyTorch's spelling of sizes: <c>(64, 784)</c>, <c>(3,)</c>, <c>()</c>.</summary>
    public static string Format(ReadOnlySpan<long> sizes)
    {
        if (sizes.Length == 1) return $"({sizes[0]},)";
        var text = new StringBuilder("(");
        for (int i = 0; i < sizes.Length; i++) text.Append(i == 0 ? "" : ", ").Append(sizes[i]);
        return text.Append(')').ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Format(_sizes);

    private static long CountOf(ReadOnlySpan<long> sizes, string op)
    {
        if (sizes.Length > MaxRank)
            throw new ShapeMismatchException(op, $"{op}: a tensor has at most {MaxRank} dimensions, but {sizes.Length} were asked for", "size");
        long count = 1;
        bool empty = false;
        foreach (long size in sizes)
        {
            if (size < 0)
                throw new ShapeMismatchException(op, $"{op}: Trying to create tensor with negative dimension {size}: {Format(sizes)}", "size");
            if (size == 0) { empty = true; continue; }
            long product;
            try { product = checked(count * size); }
            catch (OverflowException) { throw TooLarge(op, sizes); }
            // Sixteen bytes an element is the widest type; byte counts must fit a signed 64-bit number.
            if (product > long.MaxValue / 16) throw TooLarge(op, sizes);
            count = product;
        }
        return empty ? 0 : count;
    }

    private static ShapeMismatchException TooLarge(string op, ReadOnlySpan<long> sizes) =>
        new(op, $"{op}: the number of elements of {Format(sizes)} does not fit in 64 bits", "size");

    // Row-major with the strides of FillContiguousStrides: those of dimensions of size 1, too.
    private static bool HasPlainStrides(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        long expected = 1;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            if (strides[i] != expected) return false;
            expected *= Math.Max(sizes[i], 1);
        }
        return true;
    }

    private static bool HasContiguousStrides(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, long count)
    {
        if (count == 0) return true;
        long expected = 1;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 1) continue;
            if (strides[i] != expected) return false;
            expected *= sizes[i];
        }
        return true;
    }
}
