namespace Lucid.Ops.Kernels;

/// <summary>A row-major shape seen as (outer, size, inner) around one dimension; a 0-d tensor is one element.</summary>
internal readonly struct DimensionExtents
{
    internal DimensionExtents(Layout layout, int dim)
    {
        Outer = 1;
        Inner = 1;
        Size = 1;
        if (layout.Rank == 0) return;
        for (int i = 0; i < dim; i++) Outer *= (nint)layout[i];
        for (int i = dim + 1; i < layout.Rank; i++) Inner *= (nint)layout[i];
        Size = (nint)layout[dim];
    }

    /// <summary>Elements of the dimensions before.</summary>
    internal nint Outer { get; }

    /// <summary>Elements along the dimension.</summary>
    internal nint Size { get; }

    /// <summary>Elements of the dimensions behind.</summary>
    internal nint Inner { get; }
}
