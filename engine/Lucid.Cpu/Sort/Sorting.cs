using System;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Sort;

/// <summary>
/// Stable sorts and largest or smallest elements along the middle dimension of dense arrays (outer, size, inner), for any
/// real element type. NaN counts as the largest element. Rows longer than 2^32 - 1 elements are refused.
/// </summary>
public static unsafe class Sorting
{
    private struct Job
    {
        internal byte* X, Values;
        internal long* Indices;
        internal nint Size, Inner, Take;
        internal int ItemSize;
        internal bool Descending, Ordered;
        internal delegate*<void*, nint, nint, uint, ulong*, void> ReadNarrow;
        internal delegate*<void*, nint, nint, ulong, WideEntry*, void> ReadWide;
    }

    /// <summary>Sorts each row; equal elements keep their order, also when descending.</summary>
    /// <param name="x">outer x size x inner elements.</param>
    /// <param name="values">The sorted elements, same shape, or null; must not be x.</param>
    /// <param name="indices">Where each came from, same shape, or null.</param>
    /// <param name="outer">Size of the leading dimensions.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="inner">Size of the trailing dimensions.</param>
    /// <param name="descending">Largest first.</param>
    /// <exception cref="ArgumentException">A row of 2^32 elements or more.</exception>
    public static void Sort<T>(T* x, T* values, long* indices, nint outer, nint size, nint inner, bool descending) where T : unmanaged =>
        Run(x, values, indices, outer, size, inner, size, descending, true);

    /// <summary>The take largest (or smallest) elements of each row, in order.</summary>
    /// <param name="x">outer x size x inner elements.</param>
    /// <param name="values">outer x take x inner elements, or null.</param>
    /// <param name="indices">outer x take x inner positions, or null.</param>
    /// <param name="outer">Size of the leading dimensions.</param>
    /// <param name="size">Elements of a row.</param>
    /// <param name="inner">Size of the trailing dimensions.</param>
    /// <param name="take">How many, at most size.</param>
    /// <param name="largest">Largest instead of smallest.</param>
    /// <exception cref="ArgumentException">A row of 2^32 elements or more, or more asked for than there are.</exception>
    public static void TopK<T>(T* x, T* values, long* indices, nint outer, nint size, nint inner, nint take, bool largest) where T : unmanaged =>
        Run(x, values, indices, outer, size, inner, take, largest, false);

    private static void Run<T>(T* x, T* values, long* indices, nint outer, nint size, nint inner, nint take, bool descending, bool all)
        where T : unmanaged
    {
        if (size > uint.MaxValue) throw new ArgumentException("rows of 2^32 elements or more cannot be sorted", nameof(size));
        if (take > size || take < 0) throw new ArgumentException("more elements are asked for than a row has", nameof(take));
        if (outer == 0 || inner == 0 || take == 0) return;
        Job job = new()
        {
            X = (byte*)x, Values = (byte*)values, Indices = indices, Size = size, Inner = inner, Take = take, ItemSize = sizeof(T),
            Descending = descending, Ordered = all,
        };
        // Integers are what their keys say: without places, keys are enough.
        if (typeof(T) == typeof(long) && indices == null && inner == 1 && all)
        {
            Team.Run(outer, Math.Max(1, 2048 / size), &Keys, &job);
            return;
        }
        // Spelt out, so that the compiler drops the reader that a type does not use.
        if (typeof(T) == typeof(double) || typeof(T) == typeof(long)) job.ReadWide = &SortKey.ReadWide<T>;
        else job.ReadNarrow = &SortKey.ReadNarrow<T>;
        Team.Run(outer * inner, Math.Max(1, 2048 / size), job.ReadNarrow != null ? &NarrowRows : &WideRows, &job);
    }

    private static void NarrowRows(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        nint size = job->Size, inner = job->Inner, take = job->Take;
        using Workspace scratch = new(2 * size * sizeof(ulong));
        ulong* words = (ulong*)scratch.Pointer;
        for (nint row = begin; row < end; row++)
        {
            byte* x = job->X + (row / inner * size * inner + row % inner) * job->ItemSize;
            job->ReadNarrow(x, inner, size, job->Descending ? uint.MaxValue : 0, words);
            nint count = job->Ordered ? size : KeyOrder.Candidates(words, size, take);
            ulong* sorted = KeyOrder.Sort(words, words + size, count);
            nint at = row / inner * take * inner + row % inner;
            // Keys are done with: the places take their room.
            for (nint i = 0; i < take; i++) sorted[i] = (uint)sorted[i];
            Store(job, x, (long*)sorted, 1, at);
        }
    }

    private static void Keys(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        nint size = job->Size;
        using Workspace scratch = new(2 * size * sizeof(ulong));
        ulong* keys = (ulong*)scratch.Pointer;
        ulong turn = (job->Descending ? ulong.MaxValue : 0) ^ (1UL << 63);
        for (nint row = begin; row < end; row++)
        {
            ulong* x = (ulong*)job->X + row * size, values = (ulong*)job->Values + row * size;
            for (nint i = 0; i < size; i++) keys[i] = x[i] ^ turn;
            ulong* sorted = KeyOrder.SortKeys(keys, keys + size, size);
            for (nint i = 0; i < size; i++) values[i] = sorted[i] ^ turn;
        }
    }

    private static void WideRows(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        nint size = job->Size, inner = job->Inner;
        using Workspace scratch = new(2 * size * sizeof(WideEntry));
        WideEntry* entries = (WideEntry*)scratch.Pointer;
        for (nint row = begin; row < end; row++)
        {
            byte* x = job->X + (row / inner * size * inner + row % inner) * job->ItemSize;
            job->ReadWide(x, inner, size, job->Descending ? ulong.MaxValue : 0, entries);
            WideEntry* sorted = KeyOrder.Sort(entries, entries + size, size);
            Store(job, x, &sorted->Index, 2, row / inner * job->Take * inner + row % inner);
        }
    }

    // Places lie places apart by the given step; elements are moved by size alone.
    private static void Store(Job* job, byte* x, long* places, nint step, nint at)
    {
        if (job->Values != null)
        {
            switch (job->ItemSize)
            {
                case 1: Pick(job, x, job->Values, places, step, at); break;
                case 2: Pick(job, (ushort*)x, (ushort*)job->Values, places, step, at); break;
                case 4: Pick(job, (uint*)x, (uint*)job->Values, places, step, at); break;
                default: Pick(job, (ulong*)x, (ulong*)job->Values, places, step, at); break;
            }
        }
        if (job->Indices == null) return;
        long* indices = job->Indices + at;
        for (nint i = 0; i < job->Take; i++) indices[i * job->Inner] = places[i * step];
    }

    private static void Pick<T>(Job* job, T* x, T* values, long* places, nint step, nint at) where T : unmanaged
    {
        nint inner = job->Inner;
        for (nint i = 0; i < job->Take; i++) values[at + i * inner] = x[(nint)places[i * step] * inner];
    }
}
