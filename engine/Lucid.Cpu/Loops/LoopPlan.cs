using System;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Loops;

/// <summary>
/// The iteration space of up to four operands after dropping size-1 dimensions, ordering dimensions by the last
/// operand's (the output's) strides and merging neighbours that are contiguous for every operand.
/// </summary>
internal unsafe struct LoopPlan
{
    internal const int MaxRank = 64;
    internal const int MaxOperands = 4;

    internal int Rank;
    internal int Operands;
    internal long Total;
    internal fixed long Shape[MaxRank];
    internal fixed long Strides[MaxOperands * MaxRank];

    /// <summary>Starts a plan; operands are added with <see cref="AddOperand"/>, the output last, then <see cref="Finish"/>.</summary>
    internal void Begin(ReadOnlySpan<long> shape)
    {
        if (shape.Length > MaxRank) throw new ArgumentException("at most 64 dimensions are supported", nameof(shape));
        Rank = shape.Length;
        Operands = 0;
        Total = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            Shape[d] = shape[d];
            Total *= shape[d];
        }
    }

    internal void AddOperand(ReadOnlySpan<long> strides)
    {
        if (strides.Length != Rank) throw new ArgumentException("one stride per dimension is needed", nameof(strides));
        for (int d = 0; d < Rank; d++) Strides[Operands * MaxRank + d] = strides[d];
        Operands++;
    }

    /// <summary>Orders and merges dimensions. A scalar space becomes one dimension of one element.</summary>
    internal void Finish(bool reorder = true)
    {
        int kept = 0;
        for (int d = 0; d < Rank; d++)
        {
            if (Shape[d] == 1) continue;
            if (kept != d) MoveDimension(d, kept);
            kept++;
        }
        Rank = kept;
        if (reorder) Order();
        Merge();
        if (Rank == 0)
        {
            Rank = 1;
            Shape[0] = 1;
            for (int k = 0; k < Operands; k++) Strides[k * MaxRank] = 1;
        }
    }

    private void MoveDimension(int from, int to)
    {
        Shape[to] = Shape[from];
        for (int k = 0; k < Operands; k++) Strides[k * MaxRank + to] = Strides[k * MaxRank + from];
    }

    // Insertion sort, largest strides outermost; the output decides, the inputs break ties in turn.
    private void Order()
    {
        for (int d = 1; d < Rank; d++)
            for (int e = d; e > 0 && Outer(e, e - 1); e--)
            {
                (Shape[e], Shape[e - 1]) = (Shape[e - 1], Shape[e]);
                for (int k = 0; k < Operands; k++)
                {
                    int at = k * MaxRank + e;
                    (Strides[at], Strides[at - 1]) = (Strides[at - 1], Strides[at]);
                }
            }
    }

    private bool Outer(int d, int e)
    {
        for (int k = Operands - 1; k >= 0; k--)
        {
            long a = Math.Abs(Strides[k * MaxRank + d]), b = Math.Abs(Strides[k * MaxRank + e]);
            if (a != b) return a > b;
        }
        return false;
    }

    private void Merge()
    {
        int last = 0;
        for (int d = 1; d < Rank; d++)
        {
            bool contiguous = true;
            for (int k = 0; k < Operands && contiguous; k++)
                contiguous = Strides[k * MaxRank + last] == Shape[d] * Strides[k * MaxRank + d];
            if (contiguous)
            {
                long size = Shape[last] * Shape[d];
                MoveDimension(d, last);
                Shape[last] = size;
            }
            else
            {
                last++;
                if (last != d) MoveDimension(d, last);
            }
        }
        if (Rank > 0) Rank = last + 1;
    }

    /// <summary>Stride of an operand along the innermost dimension.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal long InnerStride(int operand) => Strides[operand * MaxRank + Rank - 1];

    /// <summary>The innermost of the outer dimensions along which an operand is contiguous; -1 where there is none.</summary>
    internal int Across(int operand)
    {
        int d = Rank - 2;
        while (d >= 0 && Strides[operand * MaxRank + d] != 1) d--;
        return d;
    }

    /// <summary>Takes a plane out of the space: this dimension and the innermost get size 1.</summary>
    internal void DropPlane(int dimension)
    {
        Total /= Shape[dimension] * Shape[Rank - 1];
        Shape[dimension] = Shape[Rank - 1] = 1;
    }

    /// <summary>Whether the operand's elements lie one after another in iteration order.</summary>
    internal bool IsDense(int operand)
    {
        long expected = 1;
        for (int d = Rank - 1; d >= 0; d--)
        {
            if (Strides[operand * MaxRank + d] != expected) return false;
            expected *= Shape[d];
        }
        return true;
    }

    /// <summary>Whether strides describe a dense row-major array of this shape (size-1 dimensions do not matter).</summary>
    internal static bool IsRowMajor(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
    {
        long expected = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
        {
            if (shape[d] != 1 && strides[d] != expected) return false;
            expected *= shape[d];
        }
        return true;
    }
}

/// <summary>A position in a <see cref="LoopPlan"/>: coordinates and each operand's element offset.</summary>
internal unsafe struct LoopCursor
{
    private fixed long _index[LoopPlan.MaxRank];
    internal fixed long Offset[LoopPlan.MaxOperands];

    /// <summary>Elements left in the innermost dimension from here.</summary>
    internal long Remaining(LoopPlan* plan) => plan->Shape[plan->Rank - 1] - _index[plan->Rank - 1];

    /// <summary>Moves to the given position in iteration order.</summary>
    internal void Seek(LoopPlan* plan, long position)
    {
        for (int k = 0; k < plan->Operands; k++) Offset[k] = 0;
        for (int d = plan->Rank - 1; d >= 0; d--)
        {
            long size = plan->Shape[d];
            long i = d == 0 ? position : position % size;
            if (d != 0) position /= size;
            _index[d] = i;
            for (int k = 0; k < plan->Operands; k++) Offset[k] += i * plan->Strides[k * LoopPlan.MaxRank + d];
        }
    }

    /// <summary>Moves on by count elements, which must not pass the end of the innermost dimension.</summary>
    internal void Advance(LoopPlan* plan, long count)
    {
        int d = plan->Rank - 1;
        _index[d] += count;
        for (int k = 0; k < plan->Operands; k++) Offset[k] += count * plan->Strides[k * LoopPlan.MaxRank + d];
        while (d > 0 && _index[d] == plan->Shape[d])
        {
            long size = plan->Shape[d];
            _index[d] = 0;
            _index[d - 1]++;
            for (int k = 0; k < plan->Operands; k++)
            {
                long* strides = &plan->Strides[k * LoopPlan.MaxRank];
                Offset[k] += strides[d - 1] - size * strides[d];
            }
            d--;
        }
    }
}
