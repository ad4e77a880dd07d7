using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>Rows of a table by index, and the gradient of the table. Dense arrays; any element type forward.</summary>
public static unsafe class Embedding
{
    private struct Job
    {
        internal void* Table, O, Counts;
        internal long* Indices;
        internal nint Count, Width, Slices, SliceWidth;
        internal long Padding;
    }

    /// <summary>The first position whose index is not a row of the table, or -1.</summary>
    public static nint FirstInvalidIndex(long* indices, nint count, nint rows)
    {
        for (nint i = 0; i < count; i++)
            if ((ulong)indices[i] >= (ulong)rows) return i;
        return -1;
    }

    /// <summary>o[i] = table[indices[i]], rows of width elements; the indices must be valid.</summary>
    public static void Forward<T>(T* table, long* indices, T* o, nint count, nint width) where T : unmanaged
    {
        Job job = new() { Table = table, O = o, Indices = indices, Count = count, Width = width };
        Team.Run(count, Math.Max(1, 16384 / Math.Max(1, width)), &Rows<T>, &job);
    }

    private static void Rows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint bytes = job->Width * sizeof(T);
        for (nint i = begin; i < end; i++)
            Buffer.MemoryCopy((T*)job->Table + (nint)job->Indices[i] * job->Width, (T*)job->O + i * job->Width, bytes, bytes);
    }

    /// <summary>
    /// tableGradient[indices[i]] += g[i] in order of i; the table's gradient must be zeroed by the caller. Threads own column
    /// slices, so the order of additions and the result do not depend on their number. T is float or double.
    /// </summary>
    /// <param name="g">count x width gradients.</param>
    /// <param name="indices">count valid row numbers.</param>
    /// <param name="tableGradient">rows x width sums.</param>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="count">Number of indices.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="padding">Row that receives nothing, or -1.</param>
    /// <param name="byFrequency">Divide each row's gradient by how often its index occurs.</param>
    public static void Backward<T>(T* g, long* indices, T* tableGradient, nint rows, nint count, nint width, long padding, bool byFrequency)
        where T : unmanaged
    {
        if (count == 0 || width == 0) return;
        using Workspace scratch = new(byFrequency ? rows * sizeof(int) : 0);
        int* counts = (int*)scratch.Pointer;
        if (byFrequency)
        {
            for (nint r = 0; r < rows; r++) counts[r] = 0;
            for (nint i = 0; i < count; i++) counts[indices[i]]++;
        }
        nint slice = Math.Min(width, Math.Max(64 / sizeof(T), 64));
        Job job = new()
        {
            Table = g, O = tableGradient, Indices = indices, Count = count, Width = width, Padding = padding, Counts = counts,
            SliceWidth = slice, Slices = (width + slice - 1) / slice,
        };
        Team.Run(job.Slices, Math.Max(1, 16384 / (count * slice)), &AddSlices<T>, &job);
    }

    private static void AddSlices<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        int* counts = (int*)job->Counts;
        nint first = begin * job->SliceWidth, n = Math.Min(job->Width, end * job->SliceWidth) - first, w = Vector<T>.Count;
        for (nint i = 0; i < job->Count; i++)
        {
            long row = job->Indices[i];
            if (row == job->Padding) continue;
            T* from = (T*)job->Table + i * job->Width + first, to = (T*)job->O + (nint)row * job->Width + first;
            T factor = ElementCast.Cast<double, T>(counts == null ? 1 : 1.0 / counts[row]);
            Vector<T> scale = Vector.Create(factor);
            nint j = 0;
            for (; j <= n - w; j += w) (Vector.Load(to + j) + Vector.Load(from + j) * scale).Store(to + j);
            for (; j < n; j++)
                to[j] = ElementCast.Cast<double, T>(ElementCast.Cast<T, double>(to[j])
                    + ElementCast.Cast<T, double>((Vector.Create(from[j]) * scale)[0]));
        }
    }
}
