using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Numerics;

namespace Lucid.Cpu.Reduce;

/// <summary>
/// Running sums, products, extremes and log-sum-exps along the middle dimension of dense arrays (outer, size, inner).
/// Each scan is sequential, so results do not depend on the thread count. Floating-point sums and products accumulate in
/// double, integers in 64 bits; the output may be the input when the element types agree.
/// </summary>
public static unsafe partial class Scan
{
    private const nint MostPanelWidth = 512, Stretch = 1024;

    private enum Kind { Sum, Product, Maximum, Minimum, LogSumExp }

    private struct Job
    {
        internal void* X, O;
        internal long* Indices;
        internal nint Size, Inner, Width, Panels;
        internal Kind Kind;
    }

    /// <summary>Running sums.</summary>
    public static void CumSum<TIn, TOut>(TIn* x, TOut* o, nint outer, nint size, nint inner) where TIn : unmanaged where TOut : unmanaged =>
        Run(Kind.Sum, x, o, null, outer, size, inner);

    /// <summary>Running products.</summary>
    public static void CumProd<TIn, TOut>(TIn* x, TOut* o, nint outer, nint size, nint inner) where TIn : unmanaged where TOut : unmanaged =>
        Run(Kind.Product, x, o, null, outer, size, inner);

    /// <summary>Running maxima and the positions of the last element that reached them, as torch.cummax; NaN stays.</summary>
    public static void CumMax<T>(T* x, T* o, long* indices, nint outer, nint size, nint inner) where T : unmanaged =>
        Run(Kind.Maximum, x, o, indices, outer, size, inner);

    /// <summary>Running minima and the positions of the last element that reached them, as torch.cummin; NaN stays.</summary>
    public static void CumMin<T>(T* x, T* o, long* indices, nint outer, nint size, nint inner) where T : unmanaged =>
        Run(Kind.Minimum, x, o, indices, outer, size, inner);

    /// <summary>Running ln Σ e^x.</summary>
    public static void LogCumSumExp<T>(T* x, T* o, nint outer, nint size, nint inner) where T : unmanaged =>
        Run(Kind.LogSumExp, x, o, null, outer, size, inner);

    private static void Run<TIn, TOut>(Kind kind, TIn* x, TOut* o, long* indices, nint outer, nint size, nint inner)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (outer == 0 || size == 0 || inner == 0) return;
        Job job = new()
        {
            X = x, O = o, Indices = indices, Size = size, Inner = inner, Kind = kind,
            // Wide panels walk through memory well, narrow ones give every thread some.
            Width = Math.Clamp(outer * inner / (2 * Team.ThreadCount) / 64 * 64, 64, MostPanelWidth),
        };
        job.Panels = (inner + job.Width - 1) / job.Width;
        nint grain = Math.Max(1, 8192 / (size * Math.Min(inner, job.Width)));
        bool lanes = typeof(TIn) == typeof(TOut) && (typeof(TIn) == typeof(float) || typeof(TIn) == typeof(double));
        if (lanes)
        {
            if (inner == 1 && kind == Kind.Sum)
            {
                SumLanes<TIn>(ref job, outer);
                return;
            }
            if (inner == 1 && kind == Kind.LogSumExp)
            {
                Team.Run(outer, Math.Max(1, 1024 / size), &LogSumExpRows<TIn>, &job);
                return;
            }
        }
        // Spelt out, so that the compiler drops the bodies that a type does not use.
        delegate*<void*, nint, nint, void> body;
        if (typeof(TIn) == typeof(Complex) || typeof(TIn) == typeof(Complex64)) body = &ComplexUnits<TIn, TOut>;
        else if (typeof(TIn) == typeof(float) || typeof(TIn) == typeof(double) || typeof(TIn) == typeof(Half) || typeof(TIn) == typeof(BFloat16)
            || typeof(TOut) == typeof(float) || typeof(TOut) == typeof(double) || typeof(TOut) == typeof(Half) || typeof(TOut) == typeof(BFloat16))
        {
            if (inner > 1 || kind == Kind.LogSumExp) body = &FloatingUnits<TIn, TOut>;
            else if (!lanes && kind == Kind.Sum) body = &SumRows<TIn, TOut>;
            else body = &OtherRows<TIn, TOut>;
        }
        else body = &IntegerUnits<TIn, TOut>;
        Team.Run(outer * job.Panels, grain, body, &job);
    }

    // Dense rows in blocks of four stretches: the sums of the first three let all four be scanned side by side, so that the
    // latency of additions does not set the pace.
    private static void SumRows<TIn, TOut>(void* context, nint begin, nint end) where TIn : unmanaged where TOut : unmanaged
    {
        Job* job = (Job*)context;
        for (nint row = begin; row < end; row++)
        {
            TIn* x = (TIn*)job->X + row * job->Size;
            TOut* o = (TOut*)job->O + row * job->Size;
            nint at = 0;
            double sum = 0;
            for (; at + 4 * Stretch <= job->Size; at += 4 * Stretch) sum = SumBlock(x + at, o + at, Stretch, sum);
            nint rest = (job->Size - at) / 4;
            if (rest >= 16)
            {
                sum = SumBlock(x + at, o + at, rest, sum);
                at += 4 * rest;
            }
            for (; at < job->Size; at++) o[at] = ElementCast.Cast<double, TOut>(sum += ElementCast.Cast<TIn, double>(x[at]));
        }
    }

    // Dense rows of products and extremes, the running number in a register.
    private static void OtherRows<TIn, TOut>(void* context, nint begin, nint end) where TIn : unmanaged where TOut : unmanaged
    {
        Job* job = (Job*)context;
        nint size = job->Size;
        for (nint row = begin; row < end; row++)
        {
            TIn* x = (TIn*)job->X + row * size;
            TOut* o = (TOut*)job->O + row * size;
            if (job->Kind == Kind.Product)
            {
                double product = 1;
                for (nint i = 0; i < size; i++) o[i] = ElementCast.Cast<double, TOut>(product *= ElementCast.Cast<TIn, double>(x[i]));
                continue;
            }
            // The least of numbers is the largest of their negatives, and comparing those keeps one loop.
            double sign = job->Kind == Kind.Maximum ? 1 : -1, running = double.NegativeInfinity;
            long place = 0;
            long* places = job->Indices == null ? null : job->Indices + row * size;
            for (nint i = 0, retry = 0; i < size; i++)
            {
                if (typeof(TIn) == typeof(TOut) && i >= retry)
                {
                    i += Unchanged(x + i, (TIn*)o + i, places == null ? null : places + i, size - i, sign, running, place);
                    if (i == size) break;
                    retry = i + Vector<byte>.Count;
                }
                double number = sign * ElementCast.Cast<TIn, double>(x[i]);
                if (number >= running || double.IsNaN(number))
                {
                    running = number;
                    place = i;
                }
                o[i] = ElementCast.Cast<double, TOut>(sign * running);
                if (places != null) places[i] = place;
            }
        }
    }

    private static double SumBlock<TIn, TOut>(TIn* x, TOut* o, nint length, double before) where TIn : unmanaged where TOut : unmanaged
    {
        TIn* x1 = x + length, x2 = x1 + length, x3 = x2 + length;
        TOut* o1 = o + length, o2 = o1 + length, o3 = o2 + length;
        double a = 0, b = 0, c = 0;
        for (nint i = 0; i < length; i++)
        {
            a += ElementCast.Cast<TIn, double>(x[i]);
            b += ElementCast.Cast<TIn, double>(x1[i]);
            c += ElementCast.Cast<TIn, double>(x2[i]);
        }
        double s0 = before, s1 = s0 + a, s2 = s1 + b, s3 = s2 + c;
        for (nint i = 0; i < length; i++)
        {
            // Input and output may be the same memory: read before writing.
            double y0 = ElementCast.Cast<TIn, double>(x[i]), y1 = ElementCast.Cast<TIn, double>(x1[i]);
            double y2 = ElementCast.Cast<TIn, double>(x2[i]), y3 = ElementCast.Cast<TIn, double>(x3[i]);
            o[i] = ElementCast.Cast<double, TOut>(s0 += y0);
            o1[i] = ElementCast.Cast<double, TOut>(s1 += y1);
            o2[i] = ElementCast.Cast<double, TOut>(s2 += y2);
            o3[i] = ElementCast.Cast<double, TOut>(s3 += y3);
        }
        return s3;
    }

    [SkipLocalsInit]
    private static void FloatingUnits<TIn, TOut>(void* context, nint begin, nint end) where TIn : unmanaged where TOut : unmanaged
    {
        Job* job = (Job*)context;
        double* running = stackalloc double[(int)MostPanelWidth];
        long* places = stackalloc long[(int)MostPanelWidth];
        for (nint unit = begin; unit < end; unit++)
        {
            nint column = unit % job->Panels * job->Width, at = unit / job->Panels * job->Size * job->Inner + column;
            nint width = Math.Min(job->Width, job->Inner - column);
            if (job->Kind == Kind.Sum)
            {
                new Span<double>(running, (int)width).Clear();
                for (nint r = 0; r < job->Size; r++, at += job->Inner)
                    for (nint j = typeof(TIn) == typeof(TOut) ? AddRow((TIn*)job->X + at, (TIn*)job->O + at, running, width) : 0; j < width; j++)
                        ((TOut*)job->O)[at + j] = ElementCast.Cast<double, TOut>(running[j] += ElementCast.Cast<TIn, double>(((TIn*)job->X)[at + j]));
                continue;
            }
            for (nint r = 0; r < job->Size; r++, at += job->Inner)
                for (nint j = 0; j < width; j++)
                {
                    double x = ElementCast.Cast<TIn, double>(((TIn*)job->X)[at + j]);
                    if (r == 0 || Takes(job->Kind, x, running[j]))
                    {
                        running[j] = x;
                        places[j] = r;
                    }
                    else if (job->Kind == Kind.Sum) running[j] += x;
                    else if (job->Kind == Kind.Product) running[j] *= x;
                    else if (job->Kind == Kind.LogSumExp) running[j] = LogAddExp(running[j], x);
                    ((TOut*)job->O)[at + j] = ElementCast.Cast<double, TOut>(running[j]);
                    if (job->Indices != null) job->Indices[at + j] = places[j];
                }
        }
    }

    private static bool Takes(Kind kind, double x, double running) => kind switch
    {
        Kind.Maximum => x >= running || double.IsNaN(x),
        Kind.Minimum => x <= running || double.IsNaN(x),
        _ => false,
    };

    private static double LogAddExp(double a, double b)
    {
        if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
        double largest = Math.Max(a, b);
        return double.IsInfinity(largest) ? largest : largest + Math.Log(1 + Math.Exp(Math.Min(a, b) - largest));
    }

    [SkipLocalsInit]
    private static void IntegerUnits<TIn, TOut>(void* context, nint begin, nint end) where TIn : unmanaged where TOut : unmanaged
    {
        Job* job = (Job*)context;
        long* running = stackalloc long[(int)MostPanelWidth], places = stackalloc long[(int)MostPanelWidth];
        for (nint unit = begin; unit < end; unit++)
        {
            nint column = unit % job->Panels * job->Width, at = unit / job->Panels * job->Size * job->Inner + column;
            nint width = Math.Min(job->Width, job->Inner - column);
            for (nint r = 0; r < job->Size; r++, at += job->Inner)
                for (nint j = 0; j < width; j++)
                {
                    long x = ElementCast.Cast<TIn, long>(((TIn*)job->X)[at + j]);
                    bool takes = job->Kind == Kind.Maximum ? x >= running[j] : job->Kind == Kind.Minimum && x <= running[j];
                    if (r == 0 || takes)
                    {
                        running[j] = x;
                        places[j] = r;
                    }
                    else if (job->Kind == Kind.Sum) running[j] = unchecked(running[j] + x);
                    else if (job->Kind == Kind.Product) running[j] = unchecked(running[j] * x);
                    ((TOut*)job->O)[at + j] = ElementCast.Cast<long, TOut>(running[j]);
                    if (job->Indices != null) job->Indices[at + j] = places[j];
                }
        }
    }

    private static void ComplexUnits<TIn, TOut>(void* context, nint begin, nint end) where TIn : unmanaged where TOut : unmanaged
    {
        Job* job = (Job*)context;
        for (nint unit = begin; unit < end; unit++)
        {
            nint column = unit % job->Panels * job->Width, width = Math.Min(job->Width, job->Inner - column);
            for (nint j = 0; j < width; j++)
            {
                nint at = unit / job->Panels * job->Size * job->Inner + column + j;
                Complex running = job->Kind == Kind.Sum ? Complex.Zero : Complex.One;
                for (nint r = 0; r < job->Size; r++, at += job->Inner)
                {
                    Complex x = ElementCast.Cast<TIn, Complex>(((TIn*)job->X)[at]);
                    running = job->Kind == Kind.Sum ? running + x : running * x;
                    ((TOut*)job->O)[at] = ElementCast.Cast<Complex, TOut>(running);
                }
            }
        }
    }
}
