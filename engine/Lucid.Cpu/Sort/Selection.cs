using System;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Sort;

/// <summary>Which element of each row is picked.</summary>
public enum SelectionKind
{
    /// <summary>The one at a position of the sorted row.</summary>
    Kth,
    /// <summary>The lower median; NaN if there is one.</summary>
    Median,
    /// <summary>The lower median of what is not NaN.</summary>
    MedianOfNumbers,
    /// <summary>The most frequent; of several the smallest.</summary>
    Mode,
}

/// <summary>
/// One element of each row along the middle dimension of dense arrays (outer, size, inner), by rank or frequency. NaN counts
/// as the largest element.
/// </summary>
public static unsafe class Selection
{
    private struct Job
    {
        internal byte* X, Values;
        internal long* Indices;
        internal nint Size, Inner, Position;
        internal int ItemSize;
        internal SelectionKind Kind;
        internal bool Floating;
        internal delegate*<void*, nint, nint, nint, ulong, ulong*, void> Read;
    }

    /// <summary>Picks one element of each row.</summary>
    /// <param name="x">outer x size x inner elements.</param>
    /// <param name="values">outer x inner elements.</param>
    /// <param name="indices">Where each came from.</param>
    /// <param name="outer">Size of the leading dimensions.</param>
    /// <param name="size">Elements of a row, at least one and less than 2^32.</param>
    /// <param name="inner">Size of the trailing dimensions.</param>
    /// <param name="kind">Which element.</param>
    /// <param name="position">The rank from 0, for <see cref="SelectionKind.Kth"/>.</param>
    /// <exception cref="ArgumentException">A row is empty or too long, or the position is not in it.</exception>
    public static void Run<T>(T* x, T* values, long* indices, nint outer, nint size, nint inner, SelectionKind kind, nint position)
        where T : unmanaged
    {
        if (size is < 1 or > int.MaxValue) throw new ArgumentException("rows must have between 1 and 2^31 - 1 elements", nameof(size));
        if ((nuint)position >= (nuint)size) throw new ArgumentException("no such position in a row", nameof(position));
        if (outer == 0 || inner == 0) return;
        Job job = new()
        {
            X = (byte*)x, Values = (byte*)values, Indices = indices, Size = size, Inner = inner, Position = position, ItemSize = sizeof(T),
            Kind = kind, Floating = ElementCast.IsFloating<T>(),
        };
        // Spelt out, so that the compiler drops the reader that a type does not use.
        bool wide = typeof(T) == typeof(double) || typeof(T) == typeof(long);
        if (wide) job.Read = &SortKey.ReadWide<T>;
        else job.Read = &SortKey.ReadNarrow<T>;
        Team.Run(outer * inner, Math.Max(1, 2048 / size), wide ? &WideRows : &NarrowRows, &job);
    }

    private static void NarrowRows(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        nint size = job->Size, inner = job->Inner;
        using Workspace scratch = new((job->Kind == SelectionKind.Mode ? 2 : 1) * size * sizeof(ulong));
        ulong* words = (ulong*)scratch.Pointer;
        for (nint row = begin; row < end; row++)
        {
            byte* x = job->X + (row / inner * size * inner + row % inner) * job->ItemSize;
            KeyOrder.Read(job->Read, x, inner, size, 0, words);
            Store(job, row, x, job->Kind == SelectionKind.Mode
                ? Mode(KeyOrder.Sort(words, words + size, size), size, null)
                : (nint)(uint)KeyOrder.Select(words, size, Position(job, words)));
        }
    }

    private static nint Position(Job* job, ulong* words)
    {
        if (job->Kind == SelectionKind.Kth) return job->Position;
        nint nans = 0;
        for (nint i = 0; job->Floating && i < job->Size; i++) nans += words[i] >> 32 == uint.MaxValue ? 1 : 0;
        return Position(job, nans);
    }

    // NaN sorts last: the first of them stands behind all numbers.
    private static nint Position(Job* job, nint nans)
    {
        if (job->Kind == SelectionKind.Kth) return job->Position;
        if (job->Kind == SelectionKind.Median) return nans > 0 ? job->Size - nans : (job->Size - 1) / 2;
        return nans == job->Size ? 0 : (job->Size - nans - 1) / 2;
    }

    private static void WideRows(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        nint size = job->Size, inner = job->Inner;
        using Workspace scratch = new(3 * size * sizeof(ulong));
        ulong* keys = (ulong*)scratch.Pointer;
        for (nint row = begin; row < end; row++)
        {
            byte* x = job->X + (row / inner * size * inner + row % inner) * job->ItemSize;
            KeyOrder.Read(job->Read, x, inner, size, 0, keys);
            nint nans = 0;
            for (nint i = 0; job->Floating && i < size; i++) nans += keys[i] == ulong.MaxValue ? 1 : 0;
            ulong* sorted = KeyOrder.SortWide(keys, keys + size, keys + 2 * size, size, out _);
            Store(job, row, x, job->Kind == SelectionKind.Mode ? Mode(sorted, size, keys) : (nint)(uint)sorted[Position(job, nans)]);
        }
    }

    // The last of the most that are equal in the words' upper halves and, where there are any, in the keys of their places.
    private static nint Mode(ulong* sorted, nint size, ulong* keys)
    {
        nint best = 0, most = 0, length = 0;
        for (nint i = 0; i < size; i++)
        {
            length++;
            if (i + 1 < size && sorted[i] >> 32 == sorted[i + 1] >> 32 && (keys == null || keys[(uint)sorted[i]] == keys[(uint)sorted[i + 1]])) continue;
            if (length > most) (most, best) = (length, i);
            length = 0;
        }
        return (nint)(uint)sorted[best];
    }

    private static void Store(Job* job, nint row, byte* x, nint place)
    {
        Buffer.MemoryCopy(x + place * job->Inner * job->ItemSize, job->Values + row * job->ItemSize, job->ItemSize, job->ItemSize);
        job->Indices[row] = place;
    }
}
