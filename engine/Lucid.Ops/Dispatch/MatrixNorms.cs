using System;

namespace Lucid.Ops.Dispatch;

/// <summary>What the norms of matrices share.</summary>
internal static class MatrixNorms
{
    /// <summary>The tensor in the type asked for, and its two dimensions from the front.</summary>
    internal static (Tensor Input, int Rows, int Columns) Arguments(Tensor a, ReadOnlySpan<long> dim, DType? dtype, string op)
    {
        Matrices.Matrix(a, op);
        if (!a.DType.IsDifferentiable()) throw new DtypeMismatchException(op, "A", "floating point or complex", a.DType.Name(), "Convert it with .float().");
        if (dim.Length != 2)
            throw new ShapeMismatchException(op, $"{op}: dim must be a 2-tuple, but has {dim.Length} numbers", "dim");
        int rows = Dimensions.Normalize(dim[0], a.Rank, op), columns = Dimensions.Normalize(dim[1], a.Rank, op);
        if (rows == columns) throw new LucidException(op, $"{op}: dims must be different. Got ({dim[0]}, {dim[1]})");
        return (dtype is { } type && type != a.DType ? a.Convert(type) : a, rows, columns);
    }

    /// <summary>The largest (1), the smallest (-1) or the sum (0) of the singular values.</summary>
    internal static Tensor OfSingularValues(Tensor x, int rows, int columns, bool keepdim, int which)
    {
        Tensor values = x.Movedim([rows, columns], [-2, -1]).LinalgSvdvals();
        // The largest of no values counts as zero.
        Tensor norm = which == 0 || (which > 0 && values.Shape[^1] == 0) ? values.Sum([-1]) : which > 0 ? values.Amax([-1]) : values.Amin([-1]);
        if (!keepdim) return norm;
        return norm.Unsqueeze(Math.Min(rows, columns)).Unsqueeze(Math.Max(rows, columns));
    }
}
