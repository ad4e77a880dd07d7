using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Sort;

/// <summary>Binary searches of many values in ascending rows.</summary>
public static unsafe class Searching
{
    private const int Together = 8;

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
        for (nint i = begin; i < end;)
        {
            nint start = job->PerRow == 0 ? 0 : i / job->PerRow * job->Length;
            nint last = job->PerRow == 0 ? end : Math.Min(end, (i / job->PerRow + 1) * job->PerRow);
            T* row = (T*)job->Rows + start, values = (T*)job->Values;
            long* order = job->Order == null ? null : job->Order + start;
            for (; i <= last - Together && job->Length > 0; i += Together) Several(row, order, job->Length, values + i, job->Result + i, job->Right);
            for (; i < last; i++) job->Result[i] = One(row, order, job->Length, values[i], job->Right);
        }
    }

    // The steps depend on the length alone, so that several searches go side by side and their memory accesses overlap.
    [SkipLocalsInit]
    private static void Several<T>(T* row, long* order, nint length, T* values, long* result, bool right) where T : unmanaged
    {
        nint* low = stackalloc nint[Together];
        new Span<nint>(low, Together).Clear();
        while (length > 1)
        {
            nint half = length / 2;
            for (int q = 0; q < Together; q++) low[q] += -Behind(At(row, order, low[q] + half - 1), values[q], right) & half;
            length -= half;
        }
        for (int q = 0; q < Together; q++) result[q] = low[q] + Behind(At(row, order, low[q]), values[q], right);
    }

    private static nint One<T>(T* row, long* order, nint length, T value, bool right) where T : unmanaged
    {
        nint low = 0;
        while (length > 0)
        {
            nint half = length / 2;
            bool behind = Behind(At(row, order, low + half), value, right) != 0;
            low += behind ? half + 1 : 0;
            length = behind ? length - half - 1 : half;
        }
        return low;
    }

    // 1 when the value belongs behind the element, otherwise 0; a number, because a branch would be guessed wrong half the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Behind<T>(T element, T value, bool right) where T : unmanaged
    {
        bool below = Below(element, value), notAbove = NotAbove(element, value);
        return right ? Unsafe.BitCast<bool, byte>(notAbove) : Unsafe.BitCast<bool, byte>(below);
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
