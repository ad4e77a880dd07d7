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
    private const int ShortRow = 1024;

    private struct Job
    {
        internal void* X, Values;
        internal long* Indices;
        internal nint Size, Inner, Take;
        internal bool Descending, Ordered;
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
        Job job = new() { X = x, Values = values, Indices = indices, Size = size, Inner = inner, Take = take, Descending = descending, Ordered = all };
        delegate*<void*, nint, nint, void> body = (typeof(T) != typeof(double) && typeof(T) != typeof(long)) ? &NarrowRows<T> : &WideRows<T>;
        Team.Run(outer * inner, Math.Max(1, 2048 / size), body, &job);
    }

    // Keys of 32 bits travel with their place in one 64-bit word, so every order of words is stable.
    private static void NarrowRows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint size = job->Size, inner = job->Inner;
        using Workspace scratch = new(2 * size * sizeof(ulong));
        ulong* words = (ulong*)scratch.Pointer, other = words + size;
        uint flip = job->Descending ? uint.MaxValue : 0;
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->X + row / inner * size * inner + row % inner;
            for (nint i = 0; i < size; i++) words[i] = (ulong)(SortKey.Narrow(x[i * inner]) ^ flip) << 32 | (uint)i;
            nint count = job->Ordered ? size : Candidates(words, size, job->Take);
            ulong* sorted = words;
            if (count <= ShortRow) new Span<ulong>(words, (int)count).Sort();
            else sorted = Radix(words, other, count);
            nint at = row / inner * job->Take * inner + row % inner;
            for (nint i = 0; i < job->Take; i++, at += inner)
            {
                nint from = (nint)(uint)sorted[i];
                if (job->Values != null) ((T*)job->Values)[at] = x[from * inner];
                if (job->Indices != null) job->Indices[at] = from;
            }
        }
    }

    /// <summary>Moves words that may be among the first take to the front: a histogram of the keys' top 11 bits finds the
    /// bucket where the last of them lies.</summary>
    private static nint Candidates(ulong* words, nint size, nint take)
    {
        if (size <= 64 || take > size / 2) return size;
        int* counts = stackalloc int[2048];
        new Span<int>(counts, 2048).Clear();
        for (nint i = 0; i < size; i++) counts[words[i] >> 53]++;
        long total = 0;
        ulong bucket = 0;
        while ((total += counts[bucket]) < take) bucket++;
        nint count = 0;
        for (nint i = 0; i < size; i++)
        {
            ulong word = words[i];
            if (word >> 53 <= bucket) words[count++] = word;
        }
        return count;
    }

    // Least significant digit first, 11 bits a pass; the place bits need no pass because the scatter is stable.
    private static ulong* Radix(ulong* words, ulong* other, nint count)
    {
        int* counts = stackalloc int[3 * 2048];
        new Span<int>(counts, 3 * 2048).Clear();
        for (nint i = 0; i < count; i++)
        {
            uint key = (uint)(words[i] >> 32);
            counts[key & 2047]++;
            counts[2048 + (key >> 11 & 2047)]++;
            counts[4096 + (key >> 22)]++;
        }
        for (int pass = 0; pass < 3; pass++)
        {
            int* starts = counts + pass * 2048;
            int shift = 32 + 11 * pass;
            if (starts[(words[0] >> shift) & 2047] == count) continue;
            uint sum = 0;
            for (int d = 0; d < 2048; d++)
            {
                uint n = (uint)starts[d];
                starts[d] = (int)sum;
                sum += n;
            }
            for (nint i = 0; i < count; i++)
            {
                ulong word = words[i];
                int digit = (int)(word >> shift) & 2047;
                other[(uint)starts[digit]++] = word;
            }
            ulong* swap = words;
            words = other;
            other = swap;
        }
        return words;
    }

    private static void WideRows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint size = job->Size, inner = job->Inner;
        using Workspace scratch = new(2 * size * sizeof(WideEntry));
        WideEntry* entries = (WideEntry*)scratch.Pointer, other = entries + size;
        ulong flip = job->Descending ? ulong.MaxValue : 0;
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->X + row / inner * size * inner + row % inner;
            for (nint i = 0; i < size; i++)
            {
                entries[i].Key = SortKey.Wide(x[i * inner]) ^ flip;
                entries[i].Index = i;
            }
            WideEntry* sorted = entries;
            if (size <= ShortRow) new Span<WideEntry>(entries, (int)size).Sort();
            else sorted = Radix(entries, other, size);
            nint at = row / inner * job->Take * inner + row % inner;
            for (nint i = 0; i < job->Take; i++, at += inner)
            {
                nint from = (nint)sorted[i].Index;
                if (job->Values != null) ((T*)job->Values)[at] = x[from * inner];
                if (job->Indices != null) job->Indices[at] = from;
            }
        }
    }

    private static WideEntry* Radix(WideEntry* entries, WideEntry* other, nint count)
    {
        uint* counts = stackalloc uint[2048];
        for (int shift = 0; shift < 64; shift += 11)
        {
            new Span<uint>(counts, 2048).Clear();
            for (nint i = 0; i < count; i++) counts[entries[i].Key >> shift & 2047]++;
            if (counts[entries[0].Key >> shift & 2047] == (uint)count) continue;
            uint sum = 0;
            for (int d = 0; d < 2048; d++)
            {
                uint n = counts[d];
                counts[d] = sum;
                sum += n;
            }
            for (nint i = 0; i < count; i++) other[counts[entries[i].Key >> shift & 2047]++] = entries[i];
            WideEntry* swap = entries;
            entries = other;
            other = swap;
        }
        return entries;
    }
}
