using System;
using Lucid.Streams;

namespace Lucid.Ops.Dispatch;

/// <summary>NumPy's broadcasting rule: sizes align at the right; 1 stretches.</summary>
internal static class Broadcasting
{
    /// <summary>The common layout of two operands.</summary>
    /// <exception cref="ShapeMismatchException">A dimension disagrees.</exception>
    internal static Layout Common(Layout a, Layout b, string op, string nameA = "input", string nameB = "other")
    {
        if (a.SameSizes(b)) return a;
        int rank = Math.Max(a.Rank, b.Rank);
        Span<long> sizes = stackalloc long[rank];
        for (int i = 0; i < rank; i++)
        {
            long left = i < a.Rank ? a[a.Rank - 1 - i] : 1;
            long right = i < b.Rank ? b[b.Rank - 1 - i] : 1;
            if (left != right && left != 1 && right != 1)
            {
                throw new ShapeMismatchException(op,
                    $"{op}: The size of tensor a ({left}) must match the size of tensor b ({right}) at non-singleton dimension {rank - 1 - i}: "
                    + $"{nameA} is {a} and {nameB} is {b}.{Mend(a, b)}", nameB, a.ToString(), b.ToString());
            }
            sizes[rank - 1 - i] = left == 1 ? right : left;
        }
        if (a.Rank == rank && a.Sizes.SequenceEqual(sizes)) return a;
        if (b.Rank == rank && b.Sizes.SequenceEqual(sizes)) return b;
        return Layout.Contiguous(sizes, op);
    }

    /// <summary>Strides of an operand seen in a larger shape: 0 where it stretches.</summary>
    internal static Operand Expand(Operand operand, Layout target)
    {
        Layout layout = operand.Layout;
        if (layout.SameSizes(target)) return operand;
        return operand.With(ExpandLayout(layout, target.Sizes));
    }

    /// <summary>The layout of a view that repeats elements; the shape must be broadcastable.</summary>
    internal static Layout ExpandLayout(Layout layout, ReadOnlySpan<long> sizes)
    {
        Span<long> strides = stackalloc long[sizes.Length];
        int shift = sizes.Length - layout.Rank;
        for (int i = sizes.Length - 1; i >= 0; i--)
        {
            // PyTorch's strides: a new dimension of size 1 spans what lies behind it.
            if (i < shift) strides[i] = sizes[i] == 1 && layout.Rank > 0 ? sizes[i + 1] * strides[i + 1] : 0;
            else strides[i] = layout[i - shift] == 1 && sizes[i] != 1 ? 0 : layout.Strides[i - shift];
        }
        return Layout.Strided(sizes, strides);
    }

    private static string Mend(Layout a, Layout b)
    {
        if (a.Rank == 2 && b.Rank == 2 && a[0] == b[1] && a[1] == b[0]) return " Did you mean other.T?";
        if (b.Rank == 1 && a.Rank > 1 && b[0] == a[0]) return " Did you mean other.unsqueeze(-1)?";
        return "";
    }
}
