using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Loops;

/// <summary>
/// One pointwise call. The driver turns any strides into dense blocks, so a kernel exists once per operator and type:
/// it sees inputs that are dense or one repeated element, and a dense output.
/// </summary>
internal unsafe struct LoopCall
{
    /// <summary>Runs the operator: operator address, operand addresses (output last), bit k set when input k is one
    /// repeated element, element count, whether stores should bypass the cache.</summary>
    internal delegate*<void*, void**, int, nint, bool, void> Kernel;
    internal void* Operation;
    internal LoopPlan Plan;
    internal fixed long Address[LoopPlan.MaxOperands];
    internal fixed int Size[LoopPlan.MaxOperands];
    internal bool Bypass;
    internal bool Packed;
}

/// <summary>Walks the iteration space of a <see cref="LoopCall"/> over the team.</summary>
internal static unsafe class LoopDriver
{
    /// <summary>Outputs of at least this many bytes are written past the cache unless they overwrite an input.</summary>
    internal const long BypassBytes = 16L << 20;

    private const int StageBytes = 4096;
    private const long ShortRow = 48;
    private const long Grain = 32768;

    /// <summary>Elements given to one thread at the least, for an operator of the given cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint GrainFor(int cost) => (nint)Math.Max(1024, Grain / Math.Max(1, cost));

    internal static void Run(LoopCall* call, int cost)
    {
        LoopPlan* plan = &call->Plan;
        if (plan->Total == 0) return;
        int output = plan->Operands - 1;
        // Stores past the cache are aligned ones, which an output between elements' own places cannot have.
        call->Bypass = plan->Total * call->Size[output] >= BypassBytes && call->Address[output] % call->Size[output] == 0;
        for (int k = 0; k < output; k++)
            if (call->Address[k] == call->Address[output]) call->Bypass = false;
        call->Packed = plan->Rank > 1 && plan->Shape[plan->Rank - 1] < ShortRow;
        nint grain = GrainFor(cost);
        if (!call->Packed && TransposedLoop.TryRun(call, grain)) return;
        if (plan->Total <= grain) Body(call, 0, (nint)plan->Total);
        else Team.Run((nint)plan->Total, grain, &Body, call);
    }

    private static void Body(void* context, nint begin, nint end)
    {
        LoopCall* call = (LoopCall*)context;
        if (call->Packed) RunPacked(call, begin, end);
        else RunRows(call, begin, end);
    }

    [SkipLocalsInit]
    private static void RunRows(LoopCall* call, nint begin, nint end)
    {
        LoopPlan* plan = &call->Plan;
        int operands = plan->Operands, output = operands - 1;
        byte* stage = stackalloc byte[LoopPlan.MaxOperands * StageBytes];
        void** pointers = stackalloc void*[LoopPlan.MaxOperands];
        bool staged = false;
        int repeated = 0;
        nint block = nint.MaxValue;
        for (int k = 0; k < operands; k++)
        {
            long stride = plan->InnerStride(k);
            if (stride == 0 && k != output) repeated |= 1 << k;
            else if (stride != 1)
            {
                staged = true;
                block = Math.Min(block, StageBytes / call->Size[k]);
            }
        }
        if (staged)
            for (int k = 0; k < operands; k++) block = Math.Min(block, StageBytes / call->Size[k]);
        LoopCursor cursor;
        Unsafe.SkipInit(out cursor);
        cursor.Seek(plan, begin);
        while (begin < end)
        {
            nint count = (nint)Math.Min(Math.Min(end - begin, cursor.Remaining(plan)), block);
            for (int k = 0; k < operands; k++)
            {
                byte* at = (byte*)call->Address[k] + cursor.Offset[k] * call->Size[k];
                long stride = plan->InnerStride(k);
                if (stride == 1 || (stride == 0 && k != output)) pointers[k] = at;
                else
                {
                    pointers[k] = stage + k * StageBytes;
                    if (k != output) ElementCopy.Gather(at, stride, stage + k * StageBytes, count, call->Size[k]);
                }
            }
            bool scatter = plan->InnerStride(output) != 1;
            call->Kernel(call->Operation, pointers, repeated, count, call->Bypass && !scatter);
            if (scatter)
            {
                byte* at = (byte*)call->Address[output] + cursor.Offset[output] * call->Size[output];
                ElementCopy.Scatter(stage + output * StageBytes, at, plan->InnerStride(output), count, call->Size[output]);
            }
            cursor.Advance(plan, count);
            begin += count;
        }
    }

    // Short inner dimensions: many rows are packed into one block so that the kernel still runs on full vectors.
    [SkipLocalsInit]
    private static void RunPacked(LoopCall* call, nint begin, nint end)
    {
        LoopPlan* plan = &call->Plan;
        int operands = plan->Operands, output = operands - 1;
        byte* stage = stackalloc byte[LoopPlan.MaxOperands * StageBytes];
        void** pointers = stackalloc void*[LoopPlan.MaxOperands];
        bool* dense = stackalloc bool[LoopPlan.MaxOperands];
        int largest = 1;
        for (int k = 0; k < operands; k++)
        {
            dense[k] = plan->IsDense(k);
            largest = Math.Max(largest, call->Size[k]);
        }
        nint block = StageBytes / largest;
        LoopCursor cursor, start;
        Unsafe.SkipInit(out cursor);
        Unsafe.SkipInit(out start);
        cursor.Seek(plan, begin);
        while (begin < end)
        {
            nint count = Math.Min(block, end - begin);
            start = cursor;
            for (nint done = 0; done < count;)
            {
                nint n = (nint)Math.Min(count - done, cursor.Remaining(plan));
                for (int k = 0; k < output; k++)
                    if (!dense[k])
                    {
                        int size = call->Size[k];
                        ElementCopy.Gather((byte*)call->Address[k] + cursor.Offset[k] * size, plan->InnerStride(k),
                            stage + k * StageBytes + done * size, n, size);
                    }
                cursor.Advance(plan, n);
                done += n;
            }
            for (int k = 0; k < operands; k++)
                pointers[k] = dense[k] ? (byte*)call->Address[k] + begin * call->Size[k] : stage + k * StageBytes;
            call->Kernel(call->Operation, pointers, 0, count, false);
            if (!dense[output])
                for (nint done = 0; done < count;)
                {
                    nint n = (nint)Math.Min(count - done, start.Remaining(plan));
                    int size = call->Size[output];
                    ElementCopy.Scatter(stage + output * StageBytes + done * size,
                        (byte*)call->Address[output] + start.Offset[output] * size, plan->InnerStride(output), n, size);
                    start.Advance(plan, n);
                    done += n;
                }
            begin += count;
        }
    }
}
