using System;

namespace Lucid.Ops.Dispatch;

/// <summary>The trapezoidal rule: areas between neighbouring samples.</summary>
internal static class Trapezoids
{
    /// <summary>Twice the area between each two neighbours along a dimension.</summary>
    internal static Tensor Doubled(Tensor y, Tensor? x, Scalar dx, long dim, string op)
    {
        int at = Dimensions.Normalize(dim, y.Rank, op);
        if (x is { DType: DType.Bool }) throw new DtypeMismatchException(op, "x", "a number", "bool", "Convert it with .float().");
        if (x is null && dx.Kind == ScalarKind.Complex) throw new ArgumentValueException(op, $"{op}: dx must be real, but is {dx}", "dx");
        long size = y.Shape[at];
        long gaps = Math.Max(size - 1, 0);
        Tensor sums = y.Narrow(at, size - gaps, gaps) + y.Narrow(at, 0, gaps);
        if (x is null) return sums * dx;
        Tensor widths = Aligned(y, x, at, op);
        int own = widths.Rank - (y.Rank - at);
        long samples = widths.Shape[own];
        return sums * (widths.Narrow(own, samples - gaps, gaps) - widths.Narrow(own, 0, gaps));
    }

    /// <summary>True when there are no two neighbours.</summary>
    internal static bool IsEmpty(Tensor y, long dim, string op)
    {
        if (y.DType == DType.Bool) throw new DtypeMismatchException(op, "y", "a number", "bool", "Convert it with .float().");
        if (y.Rank == 0) throw new IndexException(op, $"{op}: Dimension specified as {dim} but tensor has no dimensions", "dim");
        return y.Shape[Dimensions.Normalize(dim, y.Rank, op)] == 0;
    }

    private static Tensor Aligned(Tensor y, Tensor x, int at, string op)
    {
        if (x.Rank == 0 || x.Rank > y.Rank || (x.Rank == 1 && x.Shape[0] != y.Shape[at]))
            throw new ShapeMismatchException(op,
                $"{op}: There must be one `x` value for each sample point: x is {x.Layout}, y is {y.Layout} and dim {at}", "x",
                y.Layout.ToString(), x.Layout.ToString());
        if (x.Rank == 1)
        {
            Span<long> sizes = stackalloc long[y.Rank - at];
            sizes.Fill(1);
            sizes[0] = x.Shape[0];
            return x.Reshape(sizes);
        }
        int own = x.Rank - (y.Rank - at);
        if (own < 0 || x.Shape[own] != y.Shape[at])
            throw new ShapeMismatchException(op,
                $"{op}: x and y must have as many samples along dim {at}: x is {x.Layout}, y is {y.Layout}", "x", y.Layout.ToString(), x.Layout.ToString());
        return x;
    }
}
