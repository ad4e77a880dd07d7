using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.NN;

/// <summary>Layer normalisation of dense rows (J. L. Ba, J. R. Kiros, G. E. Hinton, 2016). T is float or double.</summary>
public static unsafe partial class LayerNorm
{
    // Bytes of a row: two of them, and two to come, stay in the first-level cache.
    private const nint LongestInCache = 16384;

    private struct Job
    {
        internal void* X, Weight, Bias, O, G, Mean, Deviation, Partials;
        internal nint Rows, Width, Stretches, GradientRow;
        internal double Epsilon;
        internal bool Centered;
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
        nint width = job->Width, w = Vector<T>.Count;
        // A missing weight or bias is one vector that is read again and again.
        Vector<T> ones = VectorMath.Constant<T>(1), zeros = Vector<T>.Zero;
        Affine<T> affine = new()
        {
            Weight = job->Weight == null ? (T*)&ones : (T*)job->Weight, WeightMask = job->Weight == null ? 0 : -1,
            Bias = job->Bias == null ? (T*)&zeros : (T*)job->Bias, BiasMask = job->Bias == null ? 0 : -1,
        };
        bool bypass = width >= 2 * w && job->O != job->X && job->Rows * width * sizeof(T) >= LoopDriver.BypassBytes && (nint)job->O % sizeof(T) == 0;
        bool pairs = typeof(T) == typeof(float) && width >= w && width * sizeof(T) <= LongestInCache;
        Moments* found = stackalloc Moments[2];
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->X + row * width, o = (T*)job->O + row * width;
            nint ahead = width * sizeof(T) <= LongestInCache / 2 && row + 2 < end ? 2 * width : 0;
            bool odd = (row - begin) % 2 != 0;
            if (pairs)
            {
                // A row without a neighbour is its own, so that no result depends on where the rows are cut.
                if (!odd) MomentsOfTwo((float*)x, (float*)(row + 1 < end ? x + width : x), width, found);
            }
            else
            {
                found[0] = default;
                for (nint at = 0; at < width; at += 2048) default(MomentReducer<T>).Row(ref found[0], x + at, Math.Min(2048, width - at), at);
            }
            Moments moments = found[pairs && odd ? 1 : 0];
            if (!job->Centered)
            {
                moments.Squares += moments.Count * moments.Mean * moments.Mean;
                moments.Mean = 0;
            }
            double reciprocal = 1 / Math.Sqrt(moments.Squares / width + job->Epsilon);
            if (job->Mean != null) ((T*)job->Mean)[row] = ElementCast.Cast<double, T>(moments.Mean);
            if (job->Deviation != null) ((T*)job->Deviation)[row] = ElementCast.Cast<double, T>(reciprocal);
            affine.Mean = VectorMath.Constant<T>(moments.Mean);
            affine.Reciprocal = VectorMath.Constant<T>(reciprocal);
            if (width >= w) NormaliseRow(in affine, x, o, width, ahead, bypass);
            else VectorLoops.StoreShort(affine.At(VectorLoops.LoadShort(x, width, -1), width, 0), o, width);
        }
    }

    /// <summary>What turns an element into its result.</summary>
    private struct Affine<T>
        where T : unmanaged
    {
        internal Vector<T> Mean, Reciprocal;
        internal T* Weight, Bias;
        internal nint WeightMask, BiasMask;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal readonly Vector<T> At(Vector<T> x, nint j) => VectorMath.MultiplyAdd((x - Mean) * Reciprocal, Vector.Load(Weight + (j & WeightMask)),
            Vector.Load(Bias + (j & BiasMask)));

        // The same where less than a vector is left to read.
        internal readonly Vector<T> At(Vector<T> x, nint n, nint j) => VectorMath.MultiplyAdd((x - Mean) * Reciprocal,
            VectorLoops.LoadShort(Weight + (j & WeightMask), n, WeightMask), VectorLoops.LoadShort(Bias + (j & BiasMask), n, BiasMask));
    }

    // How far ahead a row's loop fetches: the next row, which the processor's own prefetching does not follow over a page's end.
    private static nint Ahead<T>(nint width, bool more) where T : unmanaged => more && width * sizeof(T) <= LongestInCache ? width : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NormaliseRow<T>(in Affine<T> given, T* x, T* o, nint width, nint ahead, bool bypass) where T : unmanaged
    {
        Affine<T> affine = given;
        nint w = Vector<T>.Count, off = ((nint)o & (sizeof(Vector<T>) - 1)) / sizeof(T), start = bypass && off > 0 ? w - off : 0;
        // The last vector overlaps its predecessor, and o may be x.
        Vector<T> last = Vector.Load(x + width - w);
        if (start > 0) affine.At(Vector.Load(x), 0).Store(o);
        nint count = (width - start) / w, rest = (width - start) % w;
        T* from = x + start, to = o + start, weight = affine.Weight + (start & affine.WeightMask), bias = affine.Bias + (start & affine.BiasMask);
        nint weightStep = w & affine.WeightMask, biasStep = w & affine.BiasMask;
        for (; count > 0; count--)
        {
            VectorMath.Prefetch(from + ahead);
            Vector<T> y = VectorMath.MultiplyAdd((Vector.Load(from) - affine.Mean) * affine.Reciprocal, Vector.Load(weight), Vector.Load(bias));
            if (bypass) y.StoreAlignedNonTemporal(to);
            else y.Store(to);
            from += w;
            to += w;
            weight += weightStep;
            bias += biasStep;
        }
        if (rest > 0) affine.At(last, width - w).Store(o + width - w);
    }
}
