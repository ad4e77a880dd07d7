using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>Gradients of layer normalisation.</summary>
public static unsafe partial class LayerNorm
{
    private const nint RowsPerStretch = 64;

    /// <summary>Gradients of the input, weight and bias (each may be null) from the output's gradient g and what the forward
    /// pass kept; g may be one row that stands for all of them (<paramref name="repeated"/>). Row stretches of fixed length make
    /// the weight's and bias's sums independent of the thread count.</summary>
    public static void Backward<T>(T* g, T* x, T* weight, T* mean, T* reciprocalDeviation, T* inputGradient, T* weightGradient,
        T* biasGradient, nint rows, nint width, bool centered = true, bool repeated = false)
        where T : unmanaged
    {
        if (width == 0) return;
        Job job = new()
        {
            G = g, X = x, Weight = weight, Mean = mean, Deviation = reciprocalDeviation, O = inputGradient, Rows = rows, Width = width, Centered = centered,
            GradientRow = repeated ? 0 : width,
        };
        if (inputGradient != null && rows > 0) Team.Run(rows, Math.Max(1, 8192 / width), &BackwardRows<T>, &job);
        if (weightGradient == null && biasGradient == null) return;
        job.Stretches = Math.Max(1, (rows + RowsPerStretch - 1) / RowsPerStretch);
        using Workspace scratch = new(2 * job.Stretches * width * sizeof(T));
        job.Partials = scratch.Pointer;
        Team.Run(job.Stretches, Math.Max(1, 8192 / (width * RowsPerStretch)), &ParameterStretches<T>, &job);
        ReadOnlySpan<long> shape = [job.Stretches, width], strides = [2 * width, 1];
        ReadOnlySpan<bool> reduced = [true, false];
        T* partials = (T*)job.Partials;
        if (weightGradient != null) Reduction.Sum(shape, partials, strides, reduced, weightGradient);
        if (biasGradient != null) Reduction.Sum(shape, partials + width, strides, reduced, biasGradient);
    }

    // dx = r (g w - mean(g w) - x̂ mean(g w x̂)), x̂ = (x - mean) r
    private static void BackwardRows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint width = job->Width;
        Vector<T> ones = VectorMath.Constant<T>(1);
        T* weight = job->Weight == null ? (T*)&ones : (T*)job->Weight;
        nint mask = job->Weight == null ? 0 : -1;
        bool bypass = job->Rows * width * sizeof(T) >= LoopDriver.BypassBytes && (nint)job->O % sizeof(Vector<T>) == 0 && width % Vector<T>.Count == 0;
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->X + row * width, g = (T*)job->G + row * job->GradientRow;
            Vector<T> mean = Vector.Create(((T*)job->Mean)[row]), r = Vector.Create(((T*)job->Deviation)[row]);
            (double sum, double dot) = Products(g, x, weight, mask, width, mean, r);
            InputRow(g, x, weight, mask, (T*)job->O + row * width, width, Ahead<T>(width, row + 1 < end), bypass, mean, r,
                VectorMath.Constant<T>(job->Centered ? sum / width : 0), VectorMath.Constant<T>(dot / width));
        }
    }

    /// <summary>Sums of g w and of g w x̂ over a row, in blocks that are summed in double.</summary>
    private static (double Sum, double Dot) Products<T>(T* g, T* x, T* weight, nint mask, nint width, Vector<T> mean, Vector<T> r) where T : unmanaged
    {
        nint w = Vector<T>.Count;
        double sum = 0, dot = 0;
        for (nint block = 0; block < width; block += 1024)
        {
            nint end = Math.Min(width, block + 1024), j = block;
            Vector<T> s0 = Vector<T>.Zero, s1 = s0, d0 = s0, d1 = s0;
            for (; j <= end - 2 * w; j += 2 * w)
            {
                Vector<T> a = Vector.Load(g + j) * Vector.Load(weight + (j & mask)), b = Vector.Load(g + j + w) * Vector.Load(weight + ((j + w) & mask));
                s0 += a;
                s1 += b;
                d0 = VectorMath.MultiplyAdd(a, (Vector.Load(x + j) - mean) * r, d0);
                d1 = VectorMath.MultiplyAdd(b, (Vector.Load(x + j + w) - mean) * r, d1);
            }
            for (; j < end; j += w)
            {
                nint n = Math.Min(w, end - j);
                Vector<T> a = ReadZero(g + j, n) * VectorLoops.LoadShort(weight + (j & mask), n, mask);
                s0 += a;
                d1 += a * ((ReadZero(x + j, n) - mean) * r);
            }
            sum += ElementCast.Cast<T, double>(Vector.Sum(s0 + s1));
            dot += ElementCast.Cast<T, double>(Vector.Sum(d0 + d1));
        }
        return (sum, dot);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void InputRow<T>(T* g, T* x, T* weight, nint mask, T* o, nint width, nint ahead, bool bypass, Vector<T> mean, Vector<T> r,
        Vector<T> a, Vector<T> b)
        where T : unmanaged
    {
        nint w = Vector<T>.Count, j = 0;
        b *= r;
        for (; j <= width - w; j += w)
        {
            VectorMath.Prefetch(g + j + ahead);
            VectorMath.Prefetch(x + j + ahead);
            Vector<T> v = r * ((Vector.Load(g + j) * Vector.Load(weight + (j & mask)) - a) - (Vector.Load(x + j) - mean) * b);
            if (bypass) v.StoreAlignedNonTemporal(o + j);
            else v.Store(o + j);
        }
        if (j == width) return;
        nint n = width - j;
        Vector<T> gw = ReadZero(g + j, n) * VectorLoops.LoadShort(weight + (j & mask), n, mask);
        VectorLoops.StoreShort(r * ((gw - a) - (ReadZero(x + j, n) - mean) * b), o + j, n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> ReadZero<T>(T* x, nint n) where T : unmanaged
    {
        if (n == Vector<T>.Count) return Vector.Load(x);
        Vector<T> v = Vector<T>.Zero;
        for (nint i = 0; i < n; i++) ((T*)&v)[i] = x[i];
        return v;
    }

    private static void ParameterStretches<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint w = Vector<T>.Count, width = job->Width;
        for (nint stretch = begin; stretch < end; stretch++)
        {
            T* weight = (T*)job->Partials + stretch * 2 * width, bias = weight + width;
            new Span<T>(weight, (int)(2 * width)).Clear();
            for (nint row = stretch * RowsPerStretch; row < Math.Min(job->Rows, (stretch + 1) * RowsPerStretch); row++)
            {
                T* x = (T*)job->X + row * width, g = (T*)job->G + row * job->GradientRow;
                Vector<T> mean = Vector.Create(((T*)job->Mean)[row]), r = Vector.Create(((T*)job->Deviation)[row]);
                nint j = 0;
                for (; j <= width - w; j += w)
                {
                    Vector<T> gradient = Vector.Load(g + j);
                    VectorMath.MultiplyAdd(gradient, (Vector.Load(x + j) - mean) * r, Vector.Load(weight + j)).Store(weight + j);
                    (Vector.Load(bias + j) + gradient).Store(bias + j);
                }
                if (j == width) continue;
                nint n = width - j;
                Vector<T> rest = ReadZero(g + j, n);
                VectorLoops.StoreShort(VectorMath.MultiplyAdd(rest, (ReadZero(x + j, n) - mean) * r, ReadZero(weight + j, n)), weight + j, n);
                VectorLoops.StoreShort(ReadZero(bias + j, n) + rest, bias + j, n);
            }
        }
    }
}
