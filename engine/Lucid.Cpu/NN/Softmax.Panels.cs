using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

public static unsafe partial class Softmax
{
    private const nint RowsTogether = 16;

    // Vectors run over columns; a column's sums stay in one lane. The last vector of a panel is loaded and stored in part.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Read<T>(T* x, nint n) where T : unmanaged => n >= Vector<T>.Count ? Vector.Load(x) : VectorLoops.LoadShort(x, n, -1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write<T>(Vector<T> v, T* o, nint n) where T : unmanaged
    {
        if (n >= Vector<T>.Count) v.Store(o);
        else VectorLoops.StoreShort(v, o, n);
    }

    // Blocks of rows stay in the first-level cache for their largest numbers and their exponentials; a running sum is scaled where
    // a later block has a larger number (M. Milakov, N. Gimelshein, "Online normalizer calculation for softmax", 2018).
    [SkipLocalsInit]
    private static void Panel<T>(T* x, T* o, nint size, nint inner, nint width, bool log) where T : unmanaged
    {
        nint w = Vector<T>.Count;
        T* largest = stackalloc T[(int)PanelWidth + 64], total = stackalloc T[(int)PanelWidth + 64];
        Vector<T> lowest = Extremes.Lowest<T>(), one = VectorMath.Constant<T>(1);
        for (nint j = 0; j < width; j += w)
        {
            lowest.Store(largest + j);
            Vector<T>.Zero.Store(total + j);
        }
        for (nint first = 0; first < size; first += RowsTogether)
            for (nint j = 0; j < width; j += w)
            {
                T* column = x + first * inner + j;
                nint rows = Math.Min(RowsTogether, size - first), ahead = first + 2 * RowsTogether <= size ? RowsTogether * inner : 0;
                Vector<T> before = Vector.Load(largest + j), most = before;
                for (nint r = 0; r < rows; r++)
                {
                    VectorMath.Prefetch(column + r * inner + ahead);
                    // NaN is passed over: it makes the sum NaN anyhow.
                    most = Vector.MaxNative(Read(column + r * inner, width - j), most);
                }
                // Two infinities have no difference.
                Vector<T> shift = Vector.ConditionalSelect(Vector.Equals(most, lowest), Vector<T>.Zero, most), sum = Vector<T>.Zero;
                Vector<T> factor = Vector.ConditionalSelect(Vector.Equals(before, most), one, VectorMath.ExpNotLarge(before - most));
                for (nint r = 0; r < rows; r++) sum += VectorMath.ExpNotLarge(Read(column + r * inner, width - j) - shift);
                VectorMath.MultiplyAdd(Vector.Load(total + j), factor, sum).Store(total + j);
                most.Store(largest + j);
            }
        for (nint j = 0; j < width; j += w)
        {
            Vector<T> t = Vector.Load(total + j);
            (log ? VectorMath.Log(t) : one / t).Store(total + j);
        }
        for (nint r = 0; r < size; r++)
            for (nint j = 0; j < width; j += w)
            {
                Vector<T> v = Read(x + r * inner + j, width - j) - Vector.Load(largest + j), t = Vector.Load(total + j);
                Write(log ? v - t : VectorMath.ExpNotLarge(v) * t, o + r * inner + j, width - j);
            }
    }

    [SkipLocalsInit]
    private static void PanelBackward<T>(T* g, T* y, T* o, nint size, nint inner, nint width, bool log) where T : unmanaged
    {
        nint w = Vector<T>.Count;
        T* sums = stackalloc T[(int)PanelWidth + 64];
        for (nint j = 0; j < width; j += w) Vector<T>.Zero.Store(sums + j);
        for (nint r = 0; r < size; r++)
            for (nint j = 0; j < width; j += w)
            {
                Vector<T> v = Read(g + r * inner + j, width - j);
                if (!log) v *= Read(y + r * inner + j, width - j);
                (Vector.Load(sums + j) + v).Store(sums + j);
            }
        for (nint r = 0; r < size; r++)
            for (nint j = 0; j < width; j += w)
            {
                Vector<T> gradient = Read(g + r * inner + j, width - j), value = Read(y + r * inner + j, width - j), s = Vector.Load(sums + j);
                Write(log ? gradient - VectorMath.Exp(value) * s : (gradient - s) * value, o + r * inner + j, width - j);
            }
    }

    // One long row: extremes, exponentials and scaling are each cut into stretches of fixed length over the team.
    private static void Long<T>(T* x, T* o, nint n, bool log) where T : unmanaged
    {
        nint stretches = (n + Stretch - 1) / Stretch;
        using Workspace scratch = new(stretches * sizeof(double));
        Job job = new() { X = x, O = o, Size = n, Log = log, Partials = (double*)scratch.Pointer };
        Team.Run(stretches, 1, &LongLargest<T>, &job);
        job.Largest = double.NegativeInfinity;
        for (nint s = 0; s < stretches; s++) job.Largest = Math.Max(job.Largest, job.Partials[s]);
        Team.Run(stretches, 1, &LongExponentials<T>, &job);
        for (nint s = 0; s < stretches; s++) job.Total += job.Partials[s];
        Team.Run(stretches, 1, &LongFinish<T>, &job);
    }

    private static void LongLargest<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        for (nint s = begin; s < end; s++) job->Partials[s] = LargestOf((T*)job->X + s * Stretch, Math.Min(Stretch, job->Size - s * Stretch));
    }

    private static void LongExponentials<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        for (nint s = begin; s < end; s++)
            job->Partials[s] = Exponentials((T*)job->X + s * Stretch, job->Log ? null : (T*)job->O + s * Stretch,
                Math.Min(Stretch, job->Size - s * Stretch), job->Largest);
    }

    private static void LongFinish<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        for (nint s = begin; s < end; s++)
        {
            nint n = Math.Min(Stretch, job->Size - s * Stretch);
            T* x = (T*)job->X + s * Stretch, o = (T*)job->O + s * Stretch;
            if (job->Log) VectorLoops.Unary(new Minus(job->Largest, Math.Log(job->Total)), x, o, n, false);
            else VectorLoops.Unary(new Times(1 / job->Total), o, o, n, false);
        }
    }
}
