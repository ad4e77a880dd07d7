using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Loops;

/// <summary>
/// Pointwise loops some of whose inputs are contiguous along another dimension than the output: these are transposed, a block at
/// a time, in the first-level cache, where an element at a time would fetch each of their lines for every element in it.
/// </summary>
internal static unsafe class TransposedLoop
{
    // Lines of an input that lie side by side are read together, and a kernel's call is worth a row of some vectors.
    private const int BandRows = 16, RowBytes = 512;

    // Fewer elements stay in the cache between the visits to their lines.
    private const long Least = 1 << 15;

    private struct Job
    {
        internal LoopCall* Call;
        internal LoopPlan Outer;
        internal int Across, Transposed, Repeated, Block;
        internal long Rows, Columns;
        internal nint Bands;
    }

    /// <summary>Does the loop if it is one of these and large enough to gain; otherwise returns false.</summary>
    internal static bool TryRun(LoopCall* call, nint grain)
    {
        LoopPlan* plan = &call->Plan;
        int inner = plan->Rank - 1, output = plan->Operands - 1, largest = call->Size[output];
        if (plan->Total < Least || plan->Rank < 2 || plan->InnerStride(output) != 1 || plan->Shape[inner] < BandRows) return false;
        Job job;
        Unsafe.SkipInit(out job);
        job.Across = -1;
        job.Transposed = job.Repeated = 0;
        for (int k = 0; k < output; k++)
        {
            largest = Math.Max(largest, call->Size[k]);
            if (plan->InnerStride(k) == 0) job.Repeated |= 1 << k;
            if (plan->InnerStride(k) is 0 or 1) continue;
            int across = plan->Across(k);
            if (across < 0 || call->Size[k] < 4 || (job.Across >= 0 && job.Across != across)) return false;
            job.Across = across;
            job.Transposed |= 1 << k;
        }
        if (job.Transposed == 0 || largest > 8 || plan->Shape[job.Across] < BandRows) return false;
        job.Call = call;
        job.Outer = *plan;
        job.Outer.DropPlane(job.Across);
        job.Rows = plan->Shape[job.Across];
        job.Columns = plan->Shape[inner];
        job.Bands = (nint)((job.Rows + BandRows - 1) / BandRows);
        job.Block = RowBytes / largest;
        Team.Run((nint)job.Outer.Total * job.Bands, Math.Max(1, grain / ((nint)job.Columns * BandRows)), &Bands, &job);
        return true;
    }

    // One unit is a band of rows, across all columns.
    [SkipLocalsInit]
    private static void Bands(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        LoopCall* call = job->Call;
        LoopPlan* plan = &call->Plan;
        byte* stage = stackalloc byte[LoopPlan.MaxOperands * BandRows * RowBytes];
        byte** blocks = stackalloc byte*[LoopPlan.MaxOperands];
        void** pointers = stackalloc void*[LoopPlan.MaxOperands];
        long* steps = stackalloc long[LoopPlan.MaxOperands];
        LoopCursor cursor;
        Unsafe.SkipInit(out cursor);
        for (nint unit = begin; unit < end; unit++)
        {
            cursor.Seek(&job->Outer, unit / job->Bands);
            long first = unit % job->Bands * BandRows;
            nint rows = (nint)Math.Min(BandRows, job->Rows - first);
            for (long column = 0; column < job->Columns; column += job->Block)
            {
                nint width = (nint)Math.Min(job->Block, job->Columns - column);
                for (int k = 0; k < plan->Operands; k++)
                {
                    int size = call->Size[k];
                    long step = plan->Strides[k * LoopPlan.MaxRank + job->Across];
                    blocks[k] = (byte*)call->Address[k] + (cursor.Offset[k] + first * step + column * plan->InnerStride(k)) * size;
                    steps[k] = step * size;
                    if ((job->Transposed >> k & 1) == 0) continue;
                    byte* target = stage + k * BandRows * RowBytes;
                    Turn(rows, width, blocks[k], (nint)plan->InnerStride(k), target, job->Block, size);
                    blocks[k] = target;
                    steps[k] = job->Block * size;
                }
                for (nint row = 0; row < rows; row++)
                {
                    for (int k = 0; k < plan->Operands; k++) pointers[k] = blocks[k] + row * steps[k];
                    call->Kernel(call->Operation, pointers, job->Repeated, width, call->Bypass);
                }
            }
        }
    }

    private static void Turn(nint rows, nint columns, byte* from, nint fromStride, byte* to, nint toStride, int size)
    {
        if (size == 4) Transpose.Block(rows, columns, (uint*)from, fromStride, (uint*)to, toStride);
        else Transpose.Block(rows, columns, (ulong*)from, fromStride, (ulong*)to, toStride);
    }
}
