using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>Units that are the columns of a row-major matrix: channels lying innermost.</summary>
public static unsafe partial class Normalisation
{
    private const nint RowsPerStretch = 64;

    private struct ColumnJob
    {
        internal void* G, GCenter, X, Center, Factor, Slope, Offset, Partials, O;
        internal nint Rows, Width;
    }

    private readonly struct Affine : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> factor, Vector<T> offset) where T : unmanaged => VectorMath.MultiplyAdd(x, factor, offset);
    }

    private static void ForwardColumns<T>(Job* job) where T : unmanaged
    {
        nint rows = job->Shape.Rows, width = job->Shape.Units;
        using Workspace scratch = new(3 * width * sizeof(T));
        T* factor = (T*)scratch.Pointer, offset = factor + width, sums = offset;
        T* mean = (T*)job->Mean, variance = (T*)job->Variance;
        if (!job->Measured)
        {
            new Span<T>(factor, (int)width).Clear();
            ColumnSums((T*)job->X, factor, (T*)job->X, factor, sums, rows, width);
            for (nint j = 0; j < width; j++) mean[j] = Narrow<T>(Wide(sums[j]) / rows);
            // Deviations from the mean as rounded; what the rounding shifts is put back.
            ColumnSums((T*)job->X, mean, (T*)job->X, mean, sums, rows, width);
            for (nint j = 0; j < width; j++)
            {
                double shift = Wide(sums[j]) / rows;
                variance[j] = Narrow<T>(Math.Max(0, Wide(sums[width + j]) / rows - shift * shift));
            }
        }
        for (nint j = 0; j < width; j++)
        {
            double scale = (job->Weight == null ? 1 : Wide(((T*)job->Weight)[j])) / Math.Sqrt(Wide(variance[j]) + job->Epsilon);
            factor[j] = Narrow<T>(scale);
            offset[j] = Narrow<T>((job->Bias == null ? 0 : Wide(((T*)job->Bias)[j])) - Wide(mean[j]) * scale);
        }
        ColumnJob columns = new() { X = job->X, Slope = factor, Offset = offset, O = job->O, Rows = rows, Width = width };
        Team.Run(rows, Math.Max(1, 16384 / width), &ColumnRows<T>, &columns);
    }

    private static void BackwardColumns<T>(Job* job) where T : unmanaged
    {
        nint rows = job->Shape.Rows, width = job->Shape.Units;
        using Workspace scratch = new(6 * width * sizeof(T));
        T* sums = (T*)scratch.Pointer, factor = sums + 2 * width, slope = factor + width, offset = slope + width, zeros = offset + width;
        new Span<T>(zeros, (int)width).Clear();
        ColumnSums((T*)job->G, zeros, (T*)job->X, (T*)job->Mean, sums, rows, width);
        for (nint j = 0; j < width; j++)
        {
            double mean = Wide(((T*)job->Mean)[j]), r = 1 / Math.Sqrt(Wide(((T*)job->Variance)[j]) + job->Epsilon);
            double scale = job->Weight == null ? r : r * Wide(((T*)job->Weight)[j]), sum = Wide(sums[j]), product = Wide(sums[width + j]) * r;
            ((T*)job->Sums)[j] = sums[j];
            ((T*)job->Products)[j] = Narrow<T>(product);
            double b = job->Measured ? 0 : -scale * r * product / rows;
            factor[j] = Narrow<T>(scale);
            slope[j] = Narrow<T>(b);
            offset[j] = Narrow<T>(job->Measured ? 0 : -scale * sum / rows - b * mean);
        }
        if (job->O == null) return;
        ColumnJob columns = new() { G = job->G, X = job->X, Factor = factor, Slope = slope, Offset = offset, O = job->O, Rows = rows, Width = width };
        Team.Run(rows, Math.Max(1, 8192 / width), &ColumnRows<T>, &columns);
    }

    // o = x slope + offset, and g factor besides
    private static void ColumnRows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        ColumnJob* job = (ColumnJob*)context;
        for (nint at = begin * job->Width; at < end * job->Width; at += job->Width)
        {
            T* o = (T*)job->O + at;
            VectorLoops.Ternary(default(Affine), (T*)job->X + at, false, (T*)job->Slope, false, (T*)job->Offset, false, o, job->Width, false);
            if (job->G == null) continue;
            VectorLoops.Ternary(default(Affine), (T*)job->G + at, false, (T*)job->Factor, false, o, false, o, job->Width, false);
        }
    }

    /// <summary>Of every column Σ (g - a), then of every column Σ (g - a) (x - b); stretches of fixed length make the sums
    /// independent of the thread count.</summary>
    private static void ColumnSums<T>(T* g, T* a, T* x, T* b, T* sums, nint rows, nint width) where T : unmanaged
    {
        nint stretches = (rows + RowsPerStretch - 1) / RowsPerStretch;
        using Workspace scratch = new(2 * stretches * width * sizeof(T));
        ColumnJob job = new() { G = g, GCenter = a, X = x, Center = b, Partials = scratch.Pointer, Rows = rows, Width = width };
        Team.Run(stretches, Math.Max(1, 8192 / (width * RowsPerStretch)), &ColumnStretches<T>, &job);
        ReadOnlySpan<long> shape = [stretches, 2 * width], strides = [2 * width, 1];
        ReadOnlySpan<bool> reduced = [true, false];
        Reduction.Sum(shape, (T*)scratch.Pointer, strides, reduced, sums);
    }

    private static void ColumnStretches<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        ColumnJob* job = (ColumnJob*)context;
        nint w = Vector<T>.Count, width = job->Width;
        for (nint stretch = begin; stretch < end; stretch++)
        {
            T* sums = (T*)job->Partials + stretch * 2 * width, products = sums + width;
            nint first = stretch * RowsPerStretch, last = Math.Min(job->Rows, first + RowsPerStretch);
            for (nint j = 0; j < width; j += w)
            {
                nint n = Math.Min(w, width - j);
                Vector<T> a = VectorLoops.LoadShort((T*)job->GCenter + j, n, -1), b = VectorLoops.LoadShort((T*)job->Center + j, n, -1);
                Vector<T> sum = Vector<T>.Zero, product = sum;
                for (nint row = first; row < last; row++)
                {
                    T* g = (T*)job->G + row * width + j, x = (T*)job->X + row * width + j;
                    Vector<T> d = (n == w ? Vector.Load(g) : VectorLoops.LoadShort(g, n, -1)) - a;
                    sum += d;
                    product = VectorMath.MultiplyAdd(d, (n == w ? Vector.Load(x) : VectorLoops.LoadShort(x, n, -1)) - b, product);
                }
                VectorLoops.StoreShort(sum, sums + j, n);
                VectorLoops.StoreShort(product, products + j, n);
            }
        }
    }
}
