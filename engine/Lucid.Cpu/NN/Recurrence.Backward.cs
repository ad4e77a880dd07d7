using System;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>Backward through time: in one fork the product of the later step's gradients and the gates of this step.</summary>
public static unsafe partial class Recurrence
{
    /// <summary>Gradients of a layer. What is left to do are sums over rows: the products for weights and biases.</summary>
    /// <param name="shape">As in <see cref="Forward"/>.</param>
    /// <param name="gradient">Of the outputs, rows x hidden.</param>
    /// <param name="weight">Recurrent weights.</param>
    /// <param name="state">Initial hidden states.</param>
    /// <param name="cell">Initial cell states of an LSTM, or null.</param>
    /// <param name="outputs">As computed.</param>
    /// <param name="kept">As kept.</param>
    /// <param name="slopes">Gradients of the inputs, rows x gates x hidden.</param>
    /// <param name="hiddenSlopes">Gradients of the recurrent products, the same; equal to slopes but for a GRU.</param>
    /// <param name="before">Receives the hidden state before each row, rows x hidden.</param>
    /// <param name="stateGradient">Gradients of the final hidden states; becomes that of the initial ones.</param>
    /// <param name="cellGradient">The same of the cell states of an LSTM, or null.</param>
    /// <exception cref="OutOfMemoryException">There is no memory for the packed weights.</exception>
    public static void Backward<T>(in RecurrenceShape shape, T* gradient, T* weight, T* state, T* cell, T* outputs, T* kept, T* slopes,
        T* hiddenSlopes, T* before, T* stateGradient, T* cellGradient)
        where T : unmanaged
    {
        nint hidden = shape.Hidden, gates = shape.GateCount, units = (hidden + TileShape<T>.Columns - 1) / TileShape<T>.Columns;
        if (units == 0 || shape.Steps == 0) return;
        nint panels = units * TileShape<T>.Columns * gates * hidden, slopeRow = gates * hidden + RowGap;
        using var workspace = new Workspace((panels + 2 * shape.Batch * slopeRow) * sizeof(T));
        // The slopes of two steps, once more with gaps between the rows: the one being made and the one the product reads.
        T* made = (T*)workspace.Pointer + panels, read = made + shape.Batch * slopeRow;
        var job = new Job<T>
        {
            Shape = shape, Weight = weight, Panels = (T*)workspace.Pointer, StateRow = slopeRow, StateGradient = stateGradient,
            CellGradient = cellGradient, CellStart = cell, StateStart = state, Groups = Groups(units, shape.Batch),
        };
        Team.Run(units, Math.Max(1, 16384 / (gates * TileShape<T>.Columns * hidden)), &PackBackward<T>, &job);
        nint grain = Grain<T>(shape.Batch * gates * hidden / job.Groups), row = shape.Reverse ? 0 : shape.Rows;
        for (nint step = shape.Steps - 1; step >= 0; step--)
        {
            nint t = shape.Reverse ? shape.Steps - 1 - step : step;
            job.Rows = (nint)shape.Sizes[t];
            if (!shape.Reverse) row -= job.Rows;
            // The step before this one in the order of the forward pass.
            nint last = shape.Reverse ? t + 1 : t - 1, lastRow = step == 0 ? 0 : shape.Reverse ? row + job.Rows : row - (nint)shape.Sizes[last];
            job.BeforeRows = step == 0 ? 0 : Math.Min(job.Rows, (nint)shape.Sizes[last]);
            job.Before = before + row * hidden;
            job.StateBefore = outputs + lastRow * hidden;
            job.KeptBefore = kept + lastRow * shape.KeptCount * hidden;
            job.Gradient = gradient + row * hidden;
            job.Outputs = outputs + row * hidden;
            job.Kept = kept + row * shape.KeptCount * hidden;
            job.Slopes = slopes + row * gates * hidden;
            job.HiddenSlopes = hiddenSlopes + row * gates * hidden;
            job.MadeSlopes = made;
            Team.Run(units * job.Groups, grain, &StepBackward<T>, &job);
            job.NextSlopes = made;
            made = read;
            read = job.NextSlopes;
            job.NextRows = job.Rows;
            if (shape.Reverse) row += job.Rows;
        }
        job.Rows = 0;
        Team.Run(units * job.Groups, grain, &StepBackward<T>, &job);
    }

    // Panels by block of hidden elements, then depth.
    private static void PackBackward<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        nint hidden = job->Shape.Hidden, levels = job->Shape.GateCount * hidden, columns = TileShape<T>.Columns;
        nint depth = BlockedProduct<T, T>.BlockDepth(levels);
        for (nint unit = begin; unit < end; unit++)
        {
            nint first = unit * columns, width = Math.Min(columns, hidden - first);
            for (nint p = 0; p < levels; p += depth)
                Packing.Pack(job->Weight + p * hidden + first, 1, hidden, (int)width, (int)Math.Min(depth, levels - p),
                    job->Panels + (unit * levels + p) * columns, (int)columns);
        }
    }

    private static void StepBackward<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        nint hidden = job->Shape.Hidden, all = job->Shape.GateCount * hidden, columns = TileShape<T>.Columns;
        nint depth = BlockedProduct<T, T>.BlockDepth(all);
        TileBlock<T> block = default;
        block.ARow = job->StateRow;
        block.ACol = 1;
        block.APanel = TileShape<T>.Rows * job->StateRow;
        block.CRow = block.AddRow = hidden;
        block.Alpha = Accumulation.Scalar<T>(1);
        block.Floor = Accumulation.Floor<T>(Activation.None);
        nint most = Math.Max(job->Rows, job->NextRows), kept = job->Shape.KeptCount, gates = job->Shape.GateCount;
        for (nint index = begin; index < end; index++)
        {
            (nint unit, nint group) = Math.DivRem(index, job->Groups);
            nint first = unit * columns, width = Math.Min(hidden - first, columns);
            nint start = most * group / job->Groups, stop = most * (group + 1) / job->Groups;
            nint next = Math.Min(stop, job->NextRows), last = Math.Min(stop, job->Rows), rows = Math.Max(0, last - start);
            block.Columns = (int)width;
            block.C = block.Add = job->StateGradient + start * hidden + first;
            Fetch(job->Kept + start * kept * hidden + first, rows * kept, hidden);
            Fetch(job->Gradient + start * hidden + first, rows, hidden);
            Fetch(job->Slopes + start * gates * hidden + first, rows * gates, hidden);
            if (start < next)
            {
                block.Rows = (int)(next - start);
                for (nint p = 0; p < all; p += depth)
                {
                    block.Levels = (int)Math.Min(depth, all - p);
                    block.A = job->NextSlopes + start * job->StateRow + p;
                    block.BPanels = job->Panels + (unit * all + p) * columns;
                    block.ColumnsOuter();
                }
            }
            for (nint row = start; row < last; row++)
            {
                T* before = (row < job->BeforeRows ? job->StateBefore : job->StateStart) + row * hidden + first;
                CopyRows(before, hidden, job->Before + row * hidden + first, hidden, 1, width);
                CellSlopes(job, row, first);
            }
        }
    }
}
