using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Sort;

/// <summary>How often integers occur, and how many numbers lie in equal bins.</summary>
public static unsafe class Counting
{
    private const int Block = 1024;
    // Tables side by side, so that equal neighbours do not wait for each other's store, as long as they stay in the cache.
    private const int Tables = 4, MostTableBytes = 256 << 10;

    private struct Job
    {
        internal void* X;
        internal long* Counts;
        internal nint Count, Bins;
        internal double Low, High;
    }

    /// <summary>How often each number of [0, bins) occurs; all of x lies there.</summary>
    public static void Integers(long* x, nint count, long* counts, nint bins) => Run<long>(new Job { X = x, Counts = counts, Count = count, Bins = bins });

    /// <summary>
    /// How many numbers lie in each of equal bins between low and high, the last of which includes high; numbers outside and NaN are
    /// left out. T is float or double, and so is the arithmetic.
    /// </summary>
    public static void Histogram<T>(T* x, nint count, double low, double high, long* counts, nint bins) where T : unmanaged =>
        Run<T>(new Job { X = x, Counts = counts, Count = count, Bins = bins, Low = low, High = high });

    private static void Run<T>(Job job) where T : unmanaged
    {
        NativeMemory.Clear(job.Counts, (nuint)(job.Bins * sizeof(long)));
        // Each part of the work clears and adds up tables of its own.
        nint blocks = (job.Count + Block - 1) / Block, grain = Math.Max(32, 2 * Tables * job.Bins / Block);
        Team.Run(blocks, grain, &Blocks<T>, &job);
    }

    [SkipLocalsInit]
    private static void Blocks<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        // One more for what lies outside.
        nint bins = job->Bins + 1;
        int tables = Tables * bins * sizeof(long) <= MostTableBytes ? Tables : 1;
        using Workspace scratch = new(tables * bins * sizeof(long));
        long* t0 = (long*)scratch.Pointer, t1 = tables == 1 ? t0 : t0 + bins, t2 = tables == 1 ? t0 : t1 + bins, t3 = tables == 1 ? t0 : t2 + bins;
        NativeMemory.Clear(t0, (nuint)(tables * bins * sizeof(long)));
        long* places = stackalloc long[Block];
        for (nint block = begin; block < end; block++)
        {
            T* x = (T*)job->X + block * Block;
            int count = (int)Math.Min(Block, job->Count - block * Block), i = 0;
            long* at = typeof(T) == typeof(long) ? (long*)x : places;
            if (typeof(T) != typeof(long)) Place(job, x, count, places);
            for (; i <= count - 4; i += 4)
            {
                t0[at[i]]++;
                t1[at[i + 1]]++;
                t2[at[i + 2]]++;
                t3[at[i + 3]]++;
            }
            for (; i < count; i++) t0[at[i]]++;
        }
        for (nint bin = 0; bin < job->Bins; bin++)
        {
            long sum = tables == 1 ? t0[bin] : t0[bin] + t1[bin] + t2[bin] + t3[bin];
            if (sum != 0) Interlocked.Add(ref job->Counts[bin], sum);
        }
    }

    // The bin of each number; the bin behind the last for numbers outside.
    [SkipLocalsInit]
    private static void Place<T>(Job* job, T* x, int count, long* places) where T : unmanaged
    {
        Vector<T> low = VectorMath.Constant<T>(job->Low), high = VectorMath.Constant<T>(job->High), bins = VectorMath.Constant<T>(job->Bins);
        Vector<T> span = VectorMath.Constant<T>(job->High - job->Low);
        T* rest = stackalloc T[Vector<T>.Count];
        for (int i = 0; i < count; i += Vector<T>.Count)
        {
            T* from = x + i;
            int left = count - i;
            if (left < Vector<T>.Count)
            {
                for (int l = 0; l < Vector<T>.Count; l++) rest[l] = l < left ? from[l] : default;
                from = rest;
            }
            Vector<T> number = Vector.Load(from);
            Vector<T> inside = Vector.GreaterThanOrEqual(number, low) & Vector.LessThanOrEqual(number, high);
            Vector<T> place = Vector.ConditionalSelect(inside, (number - low) * bins / span, bins);
            if (typeof(T) == typeof(float))
            {
                Vector<int> within = Vector.AsVectorInt32(inside), last = Vector.Create((int)job->Bins - 1);
                Vector<int> bin = Vector.ConvertToInt32(Vector.As<T, float>(place));
                bin = Vector.Min(Vector.Max(bin, Vector<int>.Zero), Vector.ConditionalSelect(within, last, last + Vector<int>.One));
                Vector.Widen(bin, out Vector<long> lower, out Vector<long> upper);
                Put(lower, places + i, left);
                Put(upper, places + i + Vector<long>.Count, left - Vector<long>.Count);
            }
            else
            {
                Vector<long> within = Vector.AsVectorInt64(inside), last = Vector.Create((long)job->Bins - 1);
                Vector<long> bin = Vector.Max(Vector.ConvertToInt64(Vector.As<T, double>(place)), Vector<long>.Zero);
                Put(Vector.Min(bin, Vector.ConditionalSelect(within, last, last + Vector<long>.One)), places + i, left);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector<long> bins, long* places, int left)
    {
        if (left >= Vector<long>.Count) bins.Store(places);
        else
            for (int l = 0; l < left; l++) places[l] = bins[l];
    }
}
