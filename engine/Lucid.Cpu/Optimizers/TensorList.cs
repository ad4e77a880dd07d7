using System;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Optimizers;

/// <summary>Cuts a list of dense arrays into stretches for the team: one fork however many tensors a model has.</summary>
internal static unsafe class TensorList
{
    internal const nint Stretch = 8192;

    private struct Job
    {
        internal delegate*<void*, nint, nint, nint, void> Body;
        internal void* Context;
        internal nint* Starts;
        internal nint Count;
        internal nint* Lengths;
    }

    /// <summary>Calls body(context, tensor, begin, end) until every element of every tensor is covered once.</summary>
    internal static void Run(nint* lengths, nint count, delegate*<void*, nint, nint, nint, void> body, void* context)
    {
        using Workspace scratch = new((count + 1) * sizeof(nint));
        nint* starts = (nint*)scratch.Pointer;
        nint units = 0;
        for (nint t = 0; t < count; t++)
        {
            starts[t] = units;
            units += (lengths[t] + Stretch - 1) / Stretch;
        }
        starts[count] = units;
        Job job = new() { Body = body, Context = context, Starts = starts, Count = count, Lengths = lengths };
        Team.Run(units, 2, &Units, &job);
    }

    private static void Units(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        nint tensor = 0, high = job->Count;
        while (high - tensor > 1)
        {
            nint middle = (tensor + high) / 2;
            if (job->Starts[middle] <= begin) tensor = middle;
            else high = middle;
        }
        while (begin < end)
        {
            while (job->Starts[tensor + 1] <= begin) tensor++;
            nint last = Math.Min(end, job->Starts[tensor + 1]), first = begin - job->Starts[tensor];
            job->Body(job->Context, tensor, first * Stretch, Math.Min(job->Lengths[tensor], (last - job->Starts[tensor]) * Stretch));
            begin = last;
        }
    }
}
