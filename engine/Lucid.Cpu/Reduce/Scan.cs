using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Numerics;

namespace Lucid.Cpu.Reduce;

/// <summary>
/// Running sums, products, extremes and log-sum-exps along the middle dimension of dense arrays (outer, size, inner).
/// Each scan is sequential, so results do not depend on the thread count. Floating-point sums and products accumulate in
/// double, integers in 64 bits; the output may be the input when the element types agree.
/// </summary>
public static unsafe class Scan
{
    private const nint PanelWidth = 64;

    private enum Kind { Sum, Product, Maximum, Minimum, LogSumExp }

    private struct Job
    {
        internal void* X, O;
        internal long* Indices;
        internal nint Size, Inner, Panels;
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
            X = x, O = o, Indices = indices, Size = size, Inner = inner, Kind = kind, Panels = (inner + PanelWidth - 1) / PanelWidth,
        };
        bool integers = !ElementCast.IsFloating<TIn>() && !ElementCast.IsFloating<TOut>() && typeof(TIn) != typeof(Complex) && typeof(TIn) != typeof(Complex64);
        bool complex = typeof(TIn) == typeof(Complex) || typeof(TIn) == typeof(Complex64);
        nint grain = Math.Max(1, 8192 / (size * Math.Min(inner, PanelWidth)));
        delegate*<void*, nint, nint, void> body = complex ? &ComplexUnits<TIn, TOut> : integers ? &IntegerUnits<TIn, TOut> : &FloatingUnits<TIn, TOut>;
        Team.Run(outer * job.Panels, grain, body, &job);
    }

    [SkipLocalsInit]
    private static void FloatingUnits<TIn, TOut>(void* context, nint begin, nint end) where TIn : unmanaged where TOut : unmanaged
    {
        Job* job = (Job*)context;
        double* running = stackalloc double[(int)PanelWidth];
        long* places = stackalloc long[(int)PanelWidth];
        for (nint unit = begin; unit < end; unit++)
        {
            nint column = unit % job->Panels * PanelWidth, at = unit / job->Panels * job->Size * job->Inner + column;
            nint width = Math.Min(PanelWidth, job->Inner - column);
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
        long* running = stackalloc long[(int)PanelWidth], places = stackalloc long[(int)PanelWidth];
        for (nint unit = begin; unit < end; unit++)
        {
            nint column = unit % job->Panels * PanelWidth, at = unit / job->Panels * job->Size * job->Inner + column;
            nint width = Math.Min(PanelWidth, job->Inner - column);
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
            nint column = unit % job->Panels * PanelWidth, width = Math.Min(PanelWidth, job->Inner - column);
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
