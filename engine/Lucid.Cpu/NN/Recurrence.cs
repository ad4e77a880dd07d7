using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>
/// The recurrent part of RNN, LSTM and GRU over a whole sequence, forward and backward; the input's products come ready. The
/// recurrent weights are packed once, and threads own blocks of hidden elements, or of some samples' where there are more threads
/// than such blocks: one fork for each step and nothing between them. T is float or double.
/// </summary>
public static unsafe partial class Recurrence
{
    // Rows whose gates are finished while they lie in the first-level cache.
    private const int RowBlock = 48;

    // Elements between rows that a product reads beside their own: rows a power of two apart would evict each other.
    private const int RowGap = 16;

    private struct Job<T>
        where T : unmanaged
    {
        public RecurrenceShape Shape;
        public T* Weight, Panels, NewBias;

        // Groups of samples into which the work on a block of hidden elements is cut.
        public nint Groups;

        // Of the step: its rows, the samples in it, and where they start; the states that it reads and those that it makes.
        public T* Inputs, Outputs, Kept, State, MadeState, Cell;
        public nint Rows, StateRow;

        // Backward.
        public T* Gradient, Slopes, HiddenSlopes, Before, StateBefore, StateStart, StateGradient, CellGradient, CellStart, KeptBefore, NextSlopes, MadeSlopes;
        public nint NextRows, BeforeRows;
    }

    /// <summary>
    /// Runs a layer. The initial states are replaced by the final ones, sample by sample where its sequence ends.
    /// </summary>
    /// <param name="shape">Cell, sizes and direction.</param>
    /// <param name="inputs">Products of the input and the biases, rows x gates x hidden.</param>
    /// <param name="weight">Recurrent weights, gates x hidden rows of hidden elements.</param>
    /// <param name="newBias">Recurrent bias of a GRU's new gate, or null.</param>
    /// <param name="state">Hidden states, batch x hidden.</param>
    /// <param name="cell">Cell states of an LSTM, batch x hidden, or null.</param>
    /// <param name="outputs">rows x hidden.</param>
    /// <param name="kept">rows x <see cref="RecurrenceShape.Kept"/> x hidden for the backward pass, or null.</param>
    /// <exception cref="OutOfMemoryException">There is no memory for the packed weights.</exception>
    public static void Forward<T>(in RecurrenceShape shape, T* inputs, T* weight, T* newBias, T* state, T* cell, T* outputs, T* kept)
        where T : unmanaged
    {
        nint hidden = shape.Hidden, gates = shape.GateCount, units = (hidden + TileShape<T>.Columns - 1) / TileShape<T>.Columns;
        if (units == 0 || shape.Steps == 0) return;
        nint panels = units * gates * TileShape<T>.Columns * hidden, stateRow = hidden + RowGap;
        using var workspace = new Workspace((panels + 2 * shape.Batch * stateRow) * sizeof(T));
        var job = new Job<T>
        {
            Shape = shape, Weight = weight, Panels = (T*)workspace.Pointer, NewBias = newBias, Cell = cell, StateRow = stateRow,
            State = (T*)workspace.Pointer + panels, Groups = Groups(units, shape.Batch),
        };
        job.MadeState = job.State + shape.Batch * stateRow;
        CopyRows(state, hidden, job.State, stateRow, shape.Batch, hidden);
        CopyRows(state, hidden, job.MadeState, stateRow, shape.Batch, hidden);
        Team.Run(units, Math.Max(1, 16384 / (gates * TileShape<T>.Columns * hidden)), &PackForward<T>, &job);
        nint row = shape.Reverse ? shape.Rows : 0;
        for (nint step = 0; step < shape.Steps; step++)
        {
            nint t = shape.Reverse ? shape.Steps - 1 - step : step;
            job.Rows = (nint)shape.Sizes[t];
            if (shape.Reverse) row -= job.Rows;
            job.Inputs = inputs + row * gates * hidden;
            job.Outputs = outputs + row * hidden;
            job.Kept = kept == null ? null : kept + row * shape.KeptCount * hidden;
            Team.Run(units * job.Groups, Grain<T>(job.Rows * gates * hidden / job.Groups), &StepForward<T>, &job);
            T* read = job.State;
            job.State = job.MadeState;
            job.MadeState = read;
            nint following = step + 1 == shape.Steps ? 0 : (nint)shape.Sizes[shape.Reverse ? t - 1 : t + 1];
            // Sequences that end here.
            if (following < job.Rows)
                CopyRows(job.Outputs + following * hidden, hidden, state + following * hidden, hidden, job.Rows - following, hidden);
            if (!shape.Reverse) row += job.Rows;
        }
    }

    /// <summary>Cuts of the samples: the fewest with which the busiest thread has least to do; a cut costs about two rows' time.</summary>
    private static nint Groups(nint units, nint rows)
    {
        nint threads = Team.IsInside ? 1 : Team.ThreadCount, best = 1, least = nint.MaxValue;
        for (nint groups = 1; groups <= Math.Min(16, rows); groups++)
        {
            nint time = ((units * groups - 1) / threads + 1) * ((rows - 1) / groups + 3);
            if (time >= least) continue;
            least = time;
            best = groups;
        }
        return best;
    }

    private static void CopyRows<T>(T* from, nint fromRow, T* to, nint toRow, nint rows, nint width)
        where T : unmanaged
    {
        for (nint i = 0; i < rows; i++) new Span<T>(from + i * fromRow, (int)width).CopyTo(new Span<T>(to + i * toRow, (int)width));
    }

    // Units worth a thread, for a unit whose every column takes some multiply-adds.
    private static nint Grain<T>(nint work) where T : unmanaged => (nint)Math.Clamp(100_000.0 / Math.Max(1, (double)work * TileShape<T>.Columns), 1, 1 << 20);

    // Panels by block of depth, block of hidden elements, gate.
    private static void PackForward<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        nint hidden = job->Shape.Hidden, gates = job->Shape.GateCount, columns = TileShape<T>.Columns;
        nint units = (hidden + columns - 1) / columns, depth = BlockedProduct<T, T>.BlockDepth(hidden);
        for (nint unit = begin; unit < end; unit++)
        {
            nint first = unit * columns, width = Math.Min(columns, hidden - first);
            for (nint p = 0; p < hidden; p += depth)
            {
                nint levels = Math.Min(depth, hidden - p);
                T* target = job->Panels + units * gates * columns * p + unit * gates * columns * levels;
                for (nint g = 0; g < gates; g++)
                    Packing.Pack(job->Weight + (g * hidden + first) * hidden + p, hidden, 1, (int)width, (int)levels,
                        target + g * columns * levels, (int)columns);
            }
        }
    }

    [SkipLocalsInit]
    private static void StepForward<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        nint hidden = job->Shape.Hidden, gates = job->Shape.GateCount, columns = TileShape<T>.Columns;
        nint units = (hidden + columns - 1) / columns, depth = BlockedProduct<T, T>.BlockDepth(hidden);
        T* products = stackalloc T[RowBlock * 4 * 2 * Vector<T>.Count];
        TileBlock<T> block = default;
        block.Columns = (int)(gates * columns);
        block.ARow = job->StateRow;
        block.ACol = 1;
        block.APanel = TileShape<T>.Rows * job->StateRow;
        block.C = products;
        block.CRow = block.AddRow = block.Columns;
        block.Alpha = Accumulation.Scalar<T>(1);
        block.Floor = Accumulation.Floor<T>(Activation.None);
        for (nint index = begin; index < end; index++)
        {
            (nint unit, nint group) = Math.DivRem(index, job->Groups);
            nint last = job->Rows * (group + 1) / job->Groups;
            for (nint first = job->Rows * group / job->Groups; first < last; first += RowBlock)
            {
                block.Rows = (int)Math.Min(RowBlock, last - first);
                // What the gates will read and write comes into the cache while the product is computed.
                Fetch(job->Inputs + first * gates * hidden + unit * columns, block.Rows * gates, hidden);
                if (job->Kept != null)
                    Fetch(job->Kept + first * job->Shape.KeptCount * hidden + unit * columns, block.Rows * job->Shape.KeptCount, hidden);
                for (nint p = 0; p < hidden; p += depth)
                {
                    nint levels = Math.Min(depth, hidden - p);
                    block.Levels = (int)levels;
                    block.A = job->State + first * job->StateRow + p;
                    block.BPanels = job->Panels + units * gates * columns * p + unit * gates * columns * levels;
                    block.Add = p == 0 ? null : products;
                    block.ColumnsOuter();
                }
                for (nint i = 0; i < block.Rows; i++) Cells(job, first + i, unit * columns, products + i * block.Columns);
                if (job->Shape.Cell == RecurrentCell.Lstm) Finish(job, first, block.Rows, unit * columns);
                nint at = unit * columns;
                CopyRows(job->Outputs + first * hidden + at, hidden, job->MadeState + first * job->StateRow + at, job->StateRow, block.Rows,
                    Math.Min(columns, hidden - at));
            }
        }
    }

    // A unit's elements of some rows, two lines of the cache each.
    private static void Fetch<T>(T* x, nint rows, nint stride)
        where T : unmanaged
    {
        if (!Sse.IsSupported) return;
        for (nint i = 0; i < rows; i++, x += stride)
        {
            Sse.Prefetch1(x);
            Sse.Prefetch1(x + TileShape<T>.Columns - 1);
        }
    }
}
