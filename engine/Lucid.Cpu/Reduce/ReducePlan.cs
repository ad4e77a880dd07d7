using System;
using Lucid.Cpu.Loops;

namespace Lucid.Cpu.Reduce;

/// <summary>
/// A reduction's dimensions split into kept and reduced ones, size-1 dimensions dropped and contiguous neighbours merged.
/// Which way the input is walked depends on the shape alone, so results do not depend on the thread count.
/// </summary>
internal unsafe struct ReducePlan
{
    /// <summary>Kept dimensions: operand 0 is the input, operand 1 the dense output.</summary>
    internal LoopPlan Kept;

    /// <summary>Reduced dimensions of the input, in the order of <see cref="LoopPlan"/> iteration.</summary>
    internal LoopPlan Reduced;

    /// <summary>Whether vectors run over kept elements (columns) instead of reduced ones (rows).</summary>
    internal bool Columns;

    /// <summary>In column mode: elements and strides of the dimension that vectors run over; Kept then lacks it.</summary>
    internal long Width, WidthStride, WidthOutput;

    internal long Outputs, Count;

    /// <summary>Splits and merges; ordered keeps the reduced dimensions in their order, so that positions count as in a
    /// flattened array.</summary>
    internal void Build(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, ReadOnlySpan<bool> reduced, bool ordered)
    {
        int rank = shape.Length;
        if (strides.Length != rank || reduced.Length != rank) throw new ArgumentException("one stride and one flag per dimension are needed");
        if (rank > LoopPlan.MaxRank) throw new ArgumentException("at most 64 dimensions are supported", nameof(shape));
        Span<long> keptShape = stackalloc long[rank], keptStrides = stackalloc long[rank], outputStrides = stackalloc long[rank];
        Span<long> reducedShape = stackalloc long[rank], reducedStrides = stackalloc long[rank];
        int kept = 0, gone = 0;
        for (int d = 0; d < rank; d++)
            if (reduced[d])
            {
                reducedShape[gone] = shape[d];
                reducedStrides[gone++] = strides[d];
            }
            else
            {
                keptShape[kept] = shape[d];
                keptStrides[kept++] = strides[d];
            }
        long output = 1;
        for (int d = kept - 1; d >= 0; d--)
        {
            outputStrides[d] = output;
            output *= keptShape[d];
        }
        Kept.Begin(keptShape[..kept]);
        Kept.AddOperand(keptStrides[..kept]);
        Kept.AddOperand(outputStrides[..kept]);
        Kept.Finish(reorder: false);
        Reduced.Begin(reducedShape[..gone]);
        Reduced.AddOperand(reducedStrides[..gone]);
        Reduced.Finish(reorder: !ordered);
        Outputs = Kept.Total;
        Count = Reduced.Total;
        ChooseDirection();
    }

    private void ChooseDirection()
    {
        Columns = false;
        if (Outputs < 2 || Count < 2) return;
        long inner = Reduced.Shape[Reduced.Rank - 1], innerStride = Reduced.Strides[Reduced.Rank - 1];
        int unit = -1, longest = 0;
        for (int d = 0; d < Kept.Rank; d++)
        {
            if (Kept.Strides[d] == 1 && Kept.Shape[d] > 1) unit = d;
            if (Kept.Shape[d] > Kept.Shape[longest]) longest = d;
        }
        int across = -1;
        if (unit >= 0 && (innerStride != 1 || inner < 16)) across = unit;
        // Very short rows: gathering a column at a time keeps the vectors full.
        else if (Count < 32 && Kept.Shape[longest] >= 32) across = longest;
        if (across < 0) return;
        Columns = true;
        Width = Kept.Shape[across];
        WidthStride = Kept.Strides[across];
        WidthOutput = Kept.Strides[LoopPlan.MaxRank + across];
        Kept.Shape[across] = 1;
        Kept.Finish(reorder: false);
        Kept.Total = Outputs / Width;
    }
}
