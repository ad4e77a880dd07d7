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
internal static unsafe class ReduceDriver<TIn, T, TState, TOut, TReducer, TFinisher>
    where TIn : unmanaged
    where T : unmanaged
    where TState : unmanaged
    where TOut : unmanaged
    where TReducer : unmanaged, IReducer<T, TState>
    where TFinisher : unmanaged, IFinisher<TState, TOut>
{
    private const int RowBlock = 1024, DirectRows = 128, StagedRows = 32, PanelBytes = 4096, StagedPanel = 256;
    private const long StretchElements = 1 << 17, Grain = 32768;

    private struct Job
    {
        internal ReducePlan Plan;
        internal TIn* Input;
        internal TOut* Output;
        internal long* Second;
        internal TReducer Reducer;
        internal TFinisher Finisher;
        internal TState* Partials;
        internal long Stretches, StretchLength, Panels, PanelWidth;
    }

    internal static void Run(TReducer reducer, TFinisher finisher, ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs,
        ReadOnlySpan<bool> reduced, TOut* o, long* second, bool ordered)
    {
        Job job;
        Unsafe.SkipInit(out job);
        job.Plan.Build(shape, xs, reduced, ordered);
        if (job.Plan.Outputs == 0) return;
        job.Input = x;
        job.Output = o;
        job.Second = second;
        job.Reducer = reducer;
        job.Finisher = finisher;
        if (job.Plan.Columns) RunColumns(&job);
        else RunRows(&job);
    }

    private static void RunRows(Job* job)
    {
        long count = job->Plan.Count, outputs = job->Plan.Outputs;
        job->Stretches = outputs >= 64 ? 1 : Math.Max(1, count / StretchElements);
        job->StretchLength = (count + job->Stretches - 1) / Math.Max(1, job->Stretches);
        if (job->Stretches == 1)
        {
            Team.Run((nint)outputs, (nint)Math.Max(1, Grain / Math.Max(1, count)), &RowsWhole, job);
            return;
        }
        using Workspace scratch = new((nint)(outputs * job->Stretches) * sizeof(TState));
        job->Partials = (TState*)scratch.Pointer;
        Team.Run((nint)(outputs * job->Stretches), 1, &RowsPartial, job);
        for (long i = 0; i < outputs; i++)
        {
            TState state = job->Partials[i * job->Stretches];
            for (long s = 1; s < job->Stretches; s++) job->Reducer.Merge(ref state, job->Partials[i * job->Stretches + s]);
            Store(job, i, state);
        }
    }

    // Row mode keeps the kept dimensions in output order, so an output's number is its place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Job* job, long output, in TState state)
    {
        job->Output[output] = job->Finisher.Finish(state, job->Plan.Count);
        if (job->Second != null) job->Second[output] = job->Finisher.Second(state);
    }

    private static void RowsWhole(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        LoopCursor kept;
        Unsafe.SkipInit(out kept);
        kept.Seek(&job->Plan.Kept, begin);
        for (nint i = begin; i < end; i++)
        {
            TState state = job->Reducer.Empty;
            Stretch(job, job->Input + kept.Offset[0], 0, job->Plan.Count, ref state);
            Store(job, i, state);
            kept.Advance(&job->Plan.Kept, 1);
        }
    }

    private static void RowsPartial(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        LoopCursor kept;
        Unsafe.SkipInit(out kept);
        for (nint i = begin; i < end; i++)
        {
            long output = i / job->Stretches, stretch = i % job->Stretches;
            kept.Seek(&job->Plan.Kept, output);
            TState state = job->Reducer.Empty;
            long first = stretch * job->StretchLength;
            Stretch(job, job->Input + kept.Offset[0], first, Math.Min(job->Plan.Count, first + job->StretchLength), ref state);
            job->Partials[i] = state;
        }
    }

    // Elements [begin, end) of one output's reduced range, in blocks of at most RowBlock.
    [SkipLocalsInit]
    private static void Stretch(Job* job, TIn* x, long begin, long end, ref TState state)
    {
        LoopPlan* plan = &job->Plan.Reduced;
        if (begin >= end) return;
        if (typeof(TIn) == typeof(T) && plan->Rank == 1 && plan->Strides[0] == 1)
        {
            for (long at = begin; at < end; at += RowBlock)
                job->Reducer.Row(ref state, (T*)x + at, (nint)Math.Min(RowBlock, end - at), at);
            return;
        }
        T* stage = stackalloc T[RowBlock];
        TIn* gathered = stackalloc TIn[typeof(TIn) == typeof(T) ? 1 : RowBlock];
        LoopCursor cursor;
        Unsafe.SkipInit(out cursor);
        cursor.Seek(plan, begin);
        long innerStride = plan->Strides[plan->Rank - 1];
        while (begin < end)
        {
            nint block = (nint)Math.Min(RowBlock, end - begin), filled = 0;
            // A long dense stretch is read in place; anything else is packed until the block is full.
            if (typeof(TIn) == typeof(T) && innerStride == 1 && cursor.Remaining(plan) >= block)
            {
                job->Reducer.Row(ref state, (T*)x + cursor.Offset[0], block, begin);
                cursor.Advance(plan, block);
                begin += block;
                continue;
            }
            while (filled < block)
            {
                nint n = (nint)Math.Min(block - filled, cursor.Remaining(plan));
                TIn* source = x + cursor.Offset[0];
                if (typeof(TIn) == typeof(T)) ElementCopy.Gather((byte*)source, innerStride, (byte*)(stage + filled), n, sizeof(TIn));
                else if (innerStride == 1) DenseConvert.Run(source, stage + filled, n);
                else ElementCopy.Gather((byte*)source, innerStride, (byte*)(gathered + filled), n, sizeof(TIn));
                cursor.Advance(plan, n);
                filled += n;
            }
            if (typeof(TIn) != typeof(T) && innerStride != 1) DenseConvert.Run(gathered, stage, block);
            job->Reducer.Row(ref state, stage, block, begin);
            begin += block;
        }
    }

    private static void RunColumns(Job* job)
    {
        ReducePlan* plan = &job->Plan;
        bool direct = typeof(TIn) == typeof(T) && plan->WidthStride == 1;
        job->PanelWidth = Math.Min(plan->Width, direct ? PanelBytes / sizeof(T) : StagedPanel);
        job->Panels = (plan->Width + job->PanelWidth - 1) / job->PanelWidth;
        long units = plan->Kept.Total * job->Panels;
        // Stretches of rows, when there are too few panels to keep a team busy.
        long rowsPerStretch = Math.Max(128, StretchElements / job->PanelWidth);
        job->Stretches = units >= 32 ? 1 : Math.Clamp(plan->Count / rowsPerStretch, 1, Math.Max(1, 64 / units));
        job->StretchLength = (plan->Count + job->Stretches - 1) / job->Stretches;
        using Workspace scratch = new(job->Stretches == 1 ? 0 : (nint)(units * job->Stretches * job->PanelWidth) * sizeof(TState));
        job->Partials = (TState*)scratch.Pointer;
        long perUnit = Math.Max(1, job->StretchLength * job->PanelWidth);
        Team.Run((nint)(units * job->Stretches), (nint)Math.Max(1, Grain / perUnit), &ColumnUnits, job);
        if (job->Stretches == 1) return;
        for (long unit = 0; unit < units; unit++)
        {
            TState* first = job->Partials + unit * job->Stretches * job->PanelWidth;
            for (long s = 1; s < job->Stretches; s++)
                for (long j = 0; j < job->PanelWidth; j++) job->Reducer.Merge(ref first[j], first[s * job->PanelWidth + j]);
            StorePanel(job, unit, first);
        }
    }

    [SkipLocalsInit]
    private static void ColumnUnits(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        TState* local = stackalloc TState[job->Stretches == 1 ? (int)job->PanelWidth : 1];
        for (nint i = begin; i < end; i++)
        {
            long unit = i / job->Stretches, stretch = i % job->Stretches;
            TState* states = job->Stretches == 1 ? local : job->Partials + i * job->PanelWidth;
            TState empty = job->Reducer.Empty;
            for (long j = 0; j < job->PanelWidth; j++) states[j] = empty;
            Panel(job, unit, stretch, states);
            if (job->Stretches == 1) StorePanel(job, unit, states);
        }
    }

    [SkipLocalsInit]
    private static void Panel(Job* job, long unit, long stretch, TState* states)
    {
        ReducePlan* plan = &job->Plan;
        LoopCursor kept, rows;
        Unsafe.SkipInit(out kept);
        Unsafe.SkipInit(out rows);
        kept.Seek(&plan->Kept, unit / job->Panels);
        long column = unit % job->Panels * job->PanelWidth;
        nint width = (nint)Math.Min(job->PanelWidth, plan->Width - column);
        TIn* x = job->Input + kept.Offset[0] + column * plan->WidthStride;
        bool direct = typeof(TIn) == typeof(T) && plan->WidthStride == 1;
        int blockRows = direct ? DirectRows : StagedRows;
        T** pointers = stackalloc T*[DirectRows];
        T* stage = stackalloc T[direct ? 1 : StagedRows * StagedPanel];
        TIn* gathered = stackalloc TIn[direct ? 1 : StagedPanel];
        long first = stretch * job->StretchLength, last = Math.Min(plan->Count, first + job->StretchLength);
        if (first >= last) return;
        rows.Seek(&plan->Reduced, first);
        for (long row = first; row < last; row += blockRows)
        {
            int count = (int)Math.Min(blockRows, last - row);
            for (int r = 0; r < count; r++)
            {
                TIn* source = x + rows.Offset[0];
                if (direct) pointers[r] = (T*)source;
                else
                {
                    T* target = stage + r * StagedPanel;
                    if (plan->WidthStride == 1) DenseConvert.Run(source, target, width);
                    else
                    {
                        ElementCopy.Gather((byte*)source, plan->WidthStride, (byte*)gathered, width, sizeof(TIn));
                        DenseConvert.Run(gathered, target, width);
                    }
                    pointers[r] = target;
                }
                rows.Advance(&plan->Reduced, 1);
            }
            job->Reducer.Block(states, pointers, count, width, row);
        }
    }

    private static void StorePanel(Job* job, long unit, TState* states)
    {
        ReducePlan* plan = &job->Plan;
        LoopCursor kept;
        Unsafe.SkipInit(out kept);
        kept.Seek(&plan->Kept, unit / job->Panels);
        long column = unit % job->Panels * job->PanelWidth, width = Math.Min(job->PanelWidth, plan->Width - column);
        long output = kept.Offset[1] + column * plan->WidthOutput;
        for (long j = 0; j < width; j++, output += plan->WidthOutput) Store(job, output, states[j]);
    }
}
