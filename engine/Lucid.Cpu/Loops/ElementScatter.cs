using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Loops;

/// <summary>
/// Elements written to, or added at, positions of one row, as if one after the other: the last write wins and sums have one order,
/// whatever the thread count.
/// </summary>
/// <remarks>
/// Threads share out the row, not the elements: each goes through all positions and leaves alone what lies in another's part. Its part
/// stays in its cache, and instead of a branch that no predictor guesses, what is not its own goes to places that nobody reads.
/// </remarks>
public static unsafe class ElementScatter
{
    // Positions to look at that are worth another thread, and parts beyond which looking at all of them again gains nothing.
    private const nint Grain = 1 << 15, MostParts = 16;

    // A power of two, and enough that a sum does not wait for the one before.
    private const int Elsewhere = 512;

    private struct Job
    {
        internal void* From, To;
        internal long* Positions;
        internal nint Count, Size, Part;
    }

    /// <summary>to[positions[i]] = from[i].</summary>
    /// <param name="from">As many elements as positions.</param>
    /// <param name="positions">Each in [0, size).</param>
    /// <param name="count">How many.</param>
    /// <param name="to">The row.</param>
    /// <param name="size">Elements of the row.</param>
    public static void Write<T>(T* from, long* positions, nint count, T* to, nint size) where T : unmanaged
    {
        Job job = new() { From = from, To = to, Positions = positions, Count = count, Size = size };
        Run(&job, &WritePart<T>);
    }

    /// <summary>to[positions[i]] += from[i], one after the other; T is float, double, int or long.</summary>
    /// <param name="from">As many elements as positions.</param>
    /// <param name="positions">Each in [0, size).</param>
    /// <param name="count">How many.</param>
    /// <param name="to">The row.</param>
    /// <param name="size">Elements of the row.</param>
    public static void Add<T>(T* from, long* positions, nint count, T* to, nint size) where T : unmanaged, IAdditionOperators<T, T, T>
    {
        Job job = new() { From = from, To = to, Positions = positions, Count = count, Size = size };
        Run(&job, &AddPart<T>);
    }

    private static void Run(Job* job, delegate*<void*, nint, nint, void> part)
    {
        nint parts = Team.IsInside ? 1 : Math.Clamp(job->Count / Grain, 1, Math.Min(Team.ThreadCount, MostParts));
        parts = Math.Min(parts, Math.Max(1, job->Size / Elsewhere));
        job->Part = (job->Size + parts - 1) / parts;
        Team.Run(parts, 1, part, job);
    }

    private static void WritePart<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        T* from = (T*)job->From, to = (T*)job->To;
        long* positions = job->Positions;
        nint count = job->Count, first = begin * job->Part, size = Math.Min(job->Size, end * job->Part) - first;
        if (size == job->Size)
        {
            for (nint i = 0; i < count; i++) to[positions[i]] = from[i];
            return;
        }
        T* elsewhere = stackalloc T[Elsewhere];
        to += first;
        nint away = (nint)((byte*)elsewhere - (byte*)to);
        for (nint i = 0; i < count; i++) *At(to, (nint)positions[i] - first, size, away, i) = from[i];
    }

    private static void AddPart<T>(void* context, nint begin, nint end) where T : unmanaged, IAdditionOperators<T, T, T>
    {
        Job* job = (Job*)context;
        T* from = (T*)job->From, to = (T*)job->To;
        long* positions = job->Positions;
        nint count = job->Count, first = begin * job->Part, size = Math.Min(job->Size, end * job->Part) - first;
        if (size == job->Size)
        {
            for (nint i = 0; i < count; i++) to[positions[i]] += from[i];
            return;
        }
        T* elsewhere = stackalloc T[Elsewhere];
        to += first;
        nint away = (nint)((byte*)elsewhere - (byte*)to);
        for (nint i = 0; i < count; i++)
        {
            T* at = At(to, (nint)positions[i] - first, size, away, i);
            *at += from[i];
        }
    }

    // Where a position of a part is, or a place elsewhere if it is not in the part.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* At<T>(T* to, nint position, nint size, nint away, nint i) where T : unmanaged
    {
        nint inside = -(nint)Unsafe.BitCast<bool, byte>((nuint)position < (nuint)size);
        nint other = away + (i & (Elsewhere - 1)) * sizeof(T);
        return (T*)((byte*)to + (other ^ ((other ^ position * sizeof(T)) & inside)));
    }
}
