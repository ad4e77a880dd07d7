using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Sort;

/// <summary>Binary searches of many values in ascending rows.</summary>
public static unsafe class Searching
{
    private struct Job
    {
        internal void* Rows, Values;
        internal long* Order, Result;
        internal nint Length, PerRow;
        internal bool Right;
    }

    /// <summary>Where each value would be put in, to keep its row ascending.</summary>
    /// <param name="rows">Ascending rows of length elements; T is float, double or long.</param>
    /// <param name="order">Positions that sort each row, same shape as rows, or null.</param>
    /// <param name="length">Elements of a row.</param>
    /// <param name="values">The values, dense.</param>
    /// <param name="result">A position for each value.</param>
    /// <param name="count">How many values.</param>
    /// <param name="perRow">Values that belong to one row; 0 when all share the first.</param>
    /// <param name="right">Behind equal elements instead of before them.</param>
    public static void Run<T>(T* rows, long* order, nint length, T* values, long* result, nint count, nint perRow, bool right)
        where T : unmanaged
    {
        if (count == 0) return;
        Job job = new() { Rows = rows, Values = values, Order = order, Result = result, Length = length, PerRow = perRow, Right = right };
        Team.Run(count, 1024, &Find<T>, &job);
    }

    private static void Find<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        for (nint i = begin; i < end; i++)
        {
            nint start = job->PerRow == 0 ? 0 : i / job->PerRow * job->Length;
            T* row = (T*)job->Rows + start;
            long* order = job->Order == null ? null : job->Order + start;
            T value = ((T*)job->Values)[i];
            nint low = 0;
            // Halving without branches: the answer lies in [low, low + length].
            nint length = job->Length;
            while (length > 0)
            {
                nint half = length / 2;
                T element = At(row, order, low + half);
                bool behind = job->Right ? NotAbove(element, value) : Below(element, value);
                low += behind ? half + 1 : 0;
                length = behind ? length - half - 1 : half;
            }
            job->Result[i] = low;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T At<T>(T* row, long* order, nint i) where T : unmanaged => row[order == null ? i : (nint)order[i]];

    // Elements before which the value may not be put; as in PyTorch, NaN on either side counts as one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Below<T>(T x, T y) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return !((float)(object)x >= (float)(object)y);
        if (typeof(T) == typeof(double)) return !((double)(object)x >= (double)(object)y);
        return (long)(object)x < (long)(object)y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool NotAbove<T>(T x, T y) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return !((float)(object)x > (float)(object)y);
        if (typeof(T) == typeof(double)) return !((double)(object)x > (double)(object)y);
        return (long)(object)x <= (long)(object)y;
    }
}
