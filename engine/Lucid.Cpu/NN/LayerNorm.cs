using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>Layer normalisation of dense rows (J. L. Ba, J. R. Kiros, G. E. Hinton, 2016). T is float or double.</summary>
public static unsafe class LayerNorm
{
    private const nint RowsPerStretch = 64;

    // Bytes of a result that is stored past the caches.
    private const nint BypassFrom = 16 << 20;

    private struct Job
    {
        internal void* X, Weight, Bias, O, G, Mean, Deviation, Partials;
        internal nint Rows, Width, Stretches;
        internal double Epsilon;
        internal bool Centered;
    }

    private readonly struct Normalise(double mean, double reciprocal) : ITernaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> weight, Vector<T> bias) where T : unmanaged =>
            VectorMath.MultiplyAdd((x - VectorMath.Constant<T>(mean)) * VectorMath.Constant<T>(reciprocal), weight, bias);
    }

    /// <summary>o = (x - mean) / √(variance + epsilon) * weight + bias for each of the rows; mean and 1/√(...) are kept for
    /// the backward pass.</summary>
    /// <param name="x">rows x width elements.</param>
    /// <param name="weight">width elements, or null for ones.</param>
    /// <param name="bias">width elements, or null for zeros.</param>
    /// <param name="o">rows x width elements; may be x.</param>
    /// <param name="mean">rows elements, or null.</param>
    /// <param name="reciprocalDeviation">rows elements, or null.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="centered">False for the root mean square instead of the deviation, and 0 for the mean.</param>
    public static void Forward<T>(T* x, T* weight, T* bias, T* o, T* mean, T* reciprocalDeviation, nint rows, nint width, double epsilon,
        bool centered = true)
        where T : unmanaged
    {
        if (rows == 0 || width == 0) return;
        Job job = new()
        {
            X = x, Weight = weight, Bias = bias, O = o, Mean = mean, Deviation = reciprocalDeviation, Rows = rows, Width = width, Epsilon = epsilon,
            Centered = centered,
        };
        Team.Run(rows, Math.Max(1, 16384 / width), &ForwardRows<T>, &job);
    }

    private static void ForwardRows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        T one = ElementCast.Cast<double, T>(1), zero = default;
        bool plainWeight = job->Weight == null, plainBias = job->Bias == null;
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->X + row * job->Width;
            Moments moments = default;
            for (nint at = 0; at < job->Width; at += 2048)
                default(MomentReducer<T>).Row(ref moments, x + at, Math.Min(2048, job->Width - at), at);
            if (!job->Centered)
            {
                moments.Squares += moments.Count * moments.Mean * moments.Mean;
                moments.Mean = 0;
            }
            double reciprocal = 1 / Math.Sqrt(moments.Squares / job->Width + job->Epsilon);
            if (job->Mean != null) ((T*)job->Mean)[row] = ElementCast.Cast<double, T>(moments.Mean);
            if (job->Deviation != null) ((T*)job->Deviation)[row] = ElementCast.Cast<double, T>(reciprocal);
            VectorLoops.TernaryAny(new Normalise(moments.Mean, reciprocal), x, false, plainWeight ? &one : (T*)job->Weight, plainWeight,
                plainBias ? &zero : (T*)job->Bias, plainBias, (T*)job->O + row * job->Width, job->Width,
                job->Rows * job->Width * sizeof(T) >= BypassFrom);
        }
    }

    /// <summary>Gradients of the input, weight and bias (each may be null) from the output's gradient g and what the forward
    /// pass kept. Row stretches of fixed length make the weight's and bias's sums independent of the thread count.</summary>
    public static void Backward<T>(T* g, T* x, T* weight, T* mean, T* reciprocalDeviation, T* inputGradient, T* weightGradient,
        T* biasGradient, nint rows, nint width, bool centered = true)
        where T : unmanaged
    {
        if (width == 0) return;
        Job job = new()
        {
            G = g, X = x, Weight = weight, Mean = mean, Deviation = reciprocalDeviation, O = inputGradient, Rows = rows, Width = width, Centered = centered,
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
        nint w = Vector<T>.Count, width = job->Width;
        T one = ElementCast.Cast<double, T>(1);
        Vector<T> ones = Vector.Create(one);
        T* weight = (T*)job->Weight;
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->X + row * width, g = (T*)job->G + row * width, o = (T*)job->O + row * width;
            Vector<T> mean = Vector.Create(((T*)job->Mean)[row]), r = Vector.Create(((T*)job->Deviation)[row]);
            double sum = 0, dot = 0;
            for (nint block = 0; block < width; block += 1024)
            {
                Vector<T> s = Vector<T>.Zero, d = s;
                nint end1 = Math.Min(width, block + 1024);
                for (nint j = block; j < end1; j += w)
                {
                    nint n = Math.Min(w, end1 - j);
                    Vector<T> gw = ReadZero(g + j, n) * (weight == null ? ones : ReadZero(weight + j, n));
                    s += gw;
                    d += gw * ((ReadZero(x + j, n) - mean) * r);
                }
                sum += ElementCast.Cast<T, double>(Vector.Sum(s));
                dot += ElementCast.Cast<T, double>(Vector.Sum(d));
            }
            Vector<T> a = VectorMath.Constant<T>(job->Centered ? sum / width : 0), b = VectorMath.Constant<T>(dot / width);
            for (nint j = 0; j < width; j += w)
            {
                nint n = Math.Min(w, width - j);
                Vector<T> gw = ReadZero(g + j, n) * (weight == null ? ones : ReadZero(weight + j, n));
                Vector<T> v = r * ((gw - a) - (ReadZero(x + j, n) - mean) * r * b);
                if (n == w) v.Store(o + j);
                else VectorLoops.StoreShort(v, o + j, n);
            }
        }
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
                T* x = (T*)job->X + row * width, g = (T*)job->G + row * width;
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
