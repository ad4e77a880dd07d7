using System;
using System.Numerics;
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
        internal ulong Flip;
        internal bool Ordered, Wide, Integral, Single;
        internal delegate*<void*, nint, nint, nint, ulong, ulong*, void> Read;
    }

    private struct Output
    {
        internal Job* Job;
        internal byte* X;
        internal ulong* Words;
        internal nint At;
        internal ulong Above;
        internal bool Exact;
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
            Flip = descending ? ulong.MaxValue : 0, Ordered = all, Integral = typeof(T) == typeof(long), Single = typeof(T) == typeof(float),
        };
        // Spelt out, so that the compiler drops the reader that a type does not use.
        if (typeof(T) == typeof(double) || typeof(T) == typeof(long))
        {
            job.Wide = true;
            job.Read = &SortKey.ReadWide<T>;
        }
        else job.Read = &SortKey.ReadNarrow<T>;
        // A few long rows one after the other, each over all threads.
        nint rows = outer * inner;
        Team.Run(rows, size >= 2 * RadixSort.LargeFrom && rows < Team.ThreadCount ? rows : Math.Max(1, 2048 / size), &Rows, &job);
    }

    private static void Rows(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        // Whole lines, so that each buffer begins with one.
        nint size = job->Size, inner = job->Inner, room = (size + 7) / 8 * 8;
        using Workspace scratch = new((job->Wide ? 3 : 2) * room * sizeof(ulong));
        ulong* words = (ulong*)scratch.Pointer, other = words + room, keys = job->Wide ? other + room : words;
        for (nint row = begin; row < end; row++)
        {
            byte* x = job->X + (row / inner * size * inner + row % inner) * job->ItemSize;
            Output output = new() { Job = job, X = x, At = row / inner * job->Take * inner + row % inner };
            KeyOrder.Read(job->Read, x, inner, size, job->Flip, keys);
            if (job->Wide)
            {
                output.Words = KeyOrder.SortWide(keys, words, other, size, out int below);
                output.Exact = job->Integral && below == 0;
                output.Above = keys[0] >> 32 << 32;
            }
            else output.Words = KeyOrder.Sort(words, other, job->Ordered ? size : KeyOrder.Candidates(words, size, job->Take));
            Team.Run(job->Take, RadixSort.LargeFrom, &Store, &output);
        }
    }

    private static void Store(void* context, nint begin, nint end)
    {
        Output* output = (Output*)context;
        Job* job = output->Job;
        ulong* words = output->Words;
        nint inner = job->Inner, at = output->At;
        if (job->Values != null && output->Exact)
        {
            // Integers are what their keys say.
            ulong* values = (ulong*)job->Values + at;
            ulong above = output->Above, turn = job->Flip ^ (1UL << 63);
            for (nint i = begin; i < end; i++) values[i * inner] = (above | words[i] >> 32) ^ turn;
        }
        else if (job->Values != null && job->Single)
        {
            // So are floats, but for zeros and NaN, of which there are several.
            uint* x = (uint*)output->X, values = (uint*)job->Values + at;
            uint flip = (uint)job->Flip;
            for (nint i = begin; i < end; i++)
            {
                uint key = (uint)(words[i] >> 32) ^ flip;
                values[i * inner] = key is 1u << 31 or uint.MaxValue ? x[(nint)(uint)words[i] * inner] : key ^ ((uint)~((int)key >> 31) | 1u << 31);
            }
        }
        else if (job->Values != null)
        {
            // Elements are moved by size alone.
            switch (job->ItemSize)
            {
                case 1: Pick<byte>(output, begin, end); break;
                case 2: Pick<ushort>(output, begin, end); break;
                case 4: Pick<uint>(output, begin, end); break;
                default: Pick<ulong>(output, begin, end); break;
            }
        }
        if (job->Indices == null) return;
        long* indices = job->Indices + at;
        Vector<ulong> place = Vector.Create((ulong)uint.MaxValue);
        for (; inner == 1 && begin <= end - Vector<ulong>.Count; begin += Vector<ulong>.Count)
            (Vector.Load(words + begin) & place).Store((ulong*)indices + begin);
        for (nint i = begin; i < end; i++) indices[i * inner] = (uint)words[i];
    }

    private static void Pick<T>(Output* output, nint begin, nint end) where T : unmanaged
    {
        nint inner = output->Job->Inner;
        T* x = (T*)output->X, values = (T*)output->Job->Values + output->At;
        for (nint i = begin; i < end; i++) values[i * inner] = x[(nint)(uint)output->Words[i] * inner];
    }
}
