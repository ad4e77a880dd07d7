using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Reduce;

/// <summary>
/// Runs any <see cref="IReducer{T, TState}"/> over any dims. Rows: each output's elements are brought to dense blocks.
/// Columns: blocks of rows are taken in side by side. Long reductions with few outputs are cut into stretches whose length
/// depends on the shape only.
/// </summary>
internal static unsafe class ReduceDriver
{
    private const int RowBlock = 1024, DirectRows = 128, StagedRows = 32, PanelBytes = 4096, StagedPanel = 256, OutputBatch = 32;
    private const long StretchElements = 1 << 16, Grain = 32768;

    internal static void Run(ReduceJob* job, ReadOnlySpan<long> shape, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, bool ordered)
    {
        job->Plan.Build(shape, xs, reduced, ordered);
        if (job->Plan.Outputs == 0) return;
        if (job->Plan.Columns) RunColumns(job);
        else RunRows(job);
    }

    private static void RunRows(ReduceJob* job)
    {
        long count = job->Plan.Count, outputs = job->Plan.Outputs;
        job->Stretches = outputs >= 64 ? 1 : Math.Max(1, count / StretchElements);
        job->StretchLength = (count + job->Stretches - 1) / Math.Max(1, job->Stretches);
        if (job->Stretches == 1)
        {
            Team.Run((nint)outputs, (nint)Math.Max(1, Grain / Math.Max(1, count)), &RowsWhole, job);
            return;
        }
        using Workspace scratch = new((nint)(outputs * job->Stretches) * job->StateSize);
        job->Partials = (byte*)scratch.Pointer;
        Team.Run((nint)(outputs * job->Stretches), 1, &RowsPartial, job);
        for (long i = 0; i < outputs; i++)
        {
            byte* state = job->Partials + i * job->Stretches * job->StateSize;
            for (long s = 1; s < job->Stretches; s++) job->Merge(job->Reducer, state, state + s * job->StateSize, 1);
            job->Store(job, state, 1, i, 1);
        }
    }

    /// <summary>Makes count states those of an empty stretch.</summary>
    private static void Clear(ReduceJob* job, byte* states, long count)
    {
        long size = job->StateSize, bytes = count * size;
        Buffer.MemoryCopy(job->Empty, states, bytes, size);
        for (long filled = size; filled < bytes; filled *= 2)
            Buffer.MemoryCopy(states, states + filled, bytes - filled, Math.Min(filled, bytes - filled));
    }

    // Row mode keeps the kept dimensions in output order, so an output's number is its place.
    [SkipLocalsInit]
    private static void RowsWhole(void* context, nint begin, nint end)
    {
        ReduceJob* job = (ReduceJob*)context;
        LoopCursor kept;
        Unsafe.SkipInit(out kept);
        kept.Seek(&job->Plan.Kept, begin);
        byte* states = stackalloc byte[OutputBatch * job->StateSize];
        for (nint i = begin; i < end; i += OutputBatch)
        {
            int batch = (int)Math.Min(OutputBatch, end - i);
            Clear(job, states, batch);
            for (int k = 0; k < batch; k++)
            {
                Stretch(job, job->Input + kept.Offset[0] * job->InputSize, 0, job->Plan.Count, states + k * job->StateSize);
                kept.Advance(&job->Plan.Kept, 1);
            }
            job->Store(job, states, batch, i, 1);
        }
    }

    private static void RowsPartial(void* context, nint begin, nint end)
    {
        ReduceJob* job = (ReduceJob*)context;
        LoopCursor kept;
        Unsafe.SkipInit(out kept);
        for (nint i = begin; i < end; i++)
        {
            long output = i / job->Stretches, stretch = i % job->Stretches;
            kept.Seek(&job->Plan.Kept, output);
            byte* state = job->Partials + i * job->StateSize;
            Clear(job, state, 1);
            long first = stretch * job->StretchLength, last = Math.Min(job->Plan.Count, first + job->StretchLength);
            Stretch(job, job->Input + kept.Offset[0] * job->InputSize, first, last, state);
        }
    }

    // Elements [begin, end) of one output's reduced range, in blocks of at most RowBlock.
    [SkipLocalsInit]
    private static void Stretch(ReduceJob* job, byte* x, long begin, long end, byte* state)
    {
        LoopPlan* plan = &job->Plan.Reduced;
        int size = job->InputSize;
        if (begin >= end) return;
        if (job->UnconvertedRow != null && plan->Rank == 1 && plan->Strides[0] == 1)
        {
            for (long at = begin; at < end; at += job->LongestRow)
                job->UnconvertedRow(job->Reducer, state, x + at * size, (nint)Math.Min(job->LongestRow, end - at), at);
            return;
        }
        StagedStretch(job, x, begin, end, state);
    }

    [SkipLocalsInit]
    private static void StagedStretch(ReduceJob* job, byte* x, long begin, long end, byte* state)
    {
        LoopPlan* plan = &job->Plan.Reduced;
        int size = job->InputSize;
        byte* stage = stackalloc byte[RowBlock * job->ElementSize];
        byte* gathered = stackalloc byte[job->Converts ? RowBlock * size : 1];
        LoopCursor cursor;
        Unsafe.SkipInit(out cursor);
        cursor.Seek(plan, begin);
        long innerStride = plan->Strides[plan->Rank - 1];
        while (begin < end)
        {
            nint block = (nint)Math.Min(RowBlock, end - begin), filled = 0;
            // A long dense stretch is read in place; anything else is packed until the block is full.
            if (!job->Converts && innerStride == 1 && cursor.Remaining(plan) >= block)
            {
                job->Row(job->Reducer, state, x + cursor.Offset[0] * size, block, begin);
                cursor.Advance(plan, block);
                begin += block;
                continue;
            }
            while (filled < block)
            {
                nint n = (nint)Math.Min(block - filled, cursor.Remaining(plan));
                byte* source = x + cursor.Offset[0] * size;
                if (!job->Converts) ElementCopy.Gather(source, innerStride, stage + filled * size, n, size);
                else if (innerStride == 1) job->Convert(source, stage + filled * job->ElementSize, n);
                else ElementCopy.Gather(source, innerStride, gathered + filled * size, n, size);
                cursor.Advance(plan, n);
                filled += n;
            }
            if (job->Converts && innerStride != 1) job->Convert(gathered, stage, block);
            job->Row(job->Reducer, state, stage, block, begin);
            begin += block;
        }
    }

    private static void RunColumns(ReduceJob* job)
    {
        ReducePlan* plan = &job->Plan;
        bool direct = !job->Converts && plan->WidthStride == 1;
        job->PanelWidth = Math.Min(plan->Width, direct ? PanelBytes / job->ElementSize : StagedPanel);
        job->Panels = (plan->Width + job->PanelWidth - 1) / job->PanelWidth;
        long units = plan->Kept.Total * job->Panels;
        // Stretches of rows, when there are too few panels to keep a team busy.
        long rowsPerStretch = Math.Max(128, StretchElements / job->PanelWidth);
        job->Stretches = units >= 32 ? 1 : Math.Clamp(plan->Count / rowsPerStretch, 1, Math.Max(1, 64 / units));
        job->StretchLength = (plan->Count + job->Stretches - 1) / job->Stretches;
        long panelBytes = job->PanelWidth * job->StateSize;
        using Workspace scratch = new(job->Stretches == 1 ? 0 : (nint)(units * job->Stretches * panelBytes));
        job->Partials = (byte*)scratch.Pointer;
        long perUnit = Math.Max(1, job->StretchLength * job->PanelWidth);
        Team.Run((nint)(units * job->Stretches), (nint)Math.Max(1, Grain / perUnit), &ColumnUnits, job);
        if (job->Stretches == 1) return;
        for (long unit = 0; unit < units; unit++)
        {
            byte* first = job->Partials + unit * job->Stretches * panelBytes;
            for (long s = 1; s < job->Stretches; s++) job->Merge(job->Reducer, first, first + s * panelBytes, (nint)job->PanelWidth);
            StorePanel(job, unit, first);
        }
    }

    [SkipLocalsInit]
    private static void ColumnUnits(void* context, nint begin, nint end)
    {
        ReduceJob* job = (ReduceJob*)context;
        long panelBytes = job->PanelWidth * job->StateSize;
        byte* local = stackalloc byte[job->Stretches == 1 ? (int)panelBytes : 1];
        for (nint i = begin; i < end; i++)
        {
            long unit = i / job->Stretches, stretch = i % job->Stretches;
            byte* states = job->Stretches == 1 ? local : job->Partials + i * panelBytes;
            Clear(job, states, job->PanelWidth);
            Panel(job, unit, stretch, states);
            if (job->Stretches == 1) StorePanel(job, unit, states);
        }
    }

    [SkipLocalsInit]
    private static void Panel(ReduceJob* job, long unit, long stretch, byte* states)
    {
        ReducePlan* plan = &job->Plan;
        LoopCursor kept, rows;
        Unsafe.SkipInit(out kept);
        Unsafe.SkipInit(out rows);
        kept.Seek(&plan->Kept, unit / job->Panels);
        long column = unit % job->Panels * job->PanelWidth;
        nint width = (nint)Math.Min(job->PanelWidth, plan->Width - column);
        int size = job->InputSize;
        byte* x = job->Input + (kept.Offset[0] + column * plan->WidthStride) * size;
        bool direct = !job->Converts && plan->WidthStride == 1;
        int blockRows = direct ? DirectRows : StagedRows;
        void** pointers = stackalloc void*[DirectRows];
        byte* stage = stackalloc byte[direct ? 1 : StagedRows * StagedPanel * job->ElementSize];
        byte* gathered = stackalloc byte[direct ? 1 : StagedPanel * size];
        long first = stretch * job->StretchLength, last = Math.Min(plan->Count, first + job->StretchLength);
        if (first >= last) return;
        rows.Seek(&plan->Reduced, first);
        for (long row = first; row < last; row += blockRows)
        {
            int count = (int)Math.Min(blockRows, last - row), r = 0;
            if (direct && plan->Reduced.Rank == 1)
                for (; r < count; r++) pointers[r] = x + (row + r) * plan->Reduced.Strides[0] * size;
            for (; r < count; r++)
            {
                byte* source = x + rows.Offset[0] * size;
                if (direct) pointers[r] = source;
                else
                {
                    byte* target = stage + r * StagedPanel * job->ElementSize;
                    if (!job->Converts) ElementCopy.Gather(source, plan->WidthStride, target, width, size);
                    else if (plan->WidthStride == 1) job->Convert(source, target, width);
                    else
                    {
                        ElementCopy.Gather(source, plan->WidthStride, gathered, width, size);
                        job->Convert(gathered, target, width);
                    }
                    pointers[r] = target;
                }
                rows.Advance(&plan->Reduced, 1);
            }
            job->Block(job->Reducer, states, pointers, count, width, row);
        }
    }

    private static void StorePanel(ReduceJob* job, long unit, byte* states)
    {
        ReducePlan* plan = &job->Plan;
        LoopCursor kept;
        Unsafe.SkipInit(out kept);
        kept.Seek(&plan->Kept, unit / job->Panels);
        long column = unit % job->Panels * job->PanelWidth, width = Math.Min(job->PanelWidth, plan->Width - column);
        job->Store(job, states, (nint)width, kept.Offset[1] + column * plan->WidthOutput, plan->WidthOutput);
    }
}
