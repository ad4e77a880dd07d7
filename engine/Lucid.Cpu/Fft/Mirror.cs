using System;
using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Fft;

/// <summary>exp(-2πi k / n) for k up to n / 4: what joins the halves of a transform of n real numbers.</summary>
internal sealed class MirrorRoots
{
    internal MirrorRoots(long n)
    {
        Roots = new Complex[n / 4 + 1];
        for (int k = 0; k < Roots.Length; k++) Roots[k] = Fft.Roots.Of(k, n);
    }

    internal Complex[] Roots { get; }
}

/// <summary>
/// Between the transform Z of z[j] = x[2j] + i x[2j+1] and that of the n = 2h real numbers x:
/// X[k] = E + w^k O and X[h-k] = conj(E - w^k O), where E = (Z[k] + conj Z[h-k]) / 2, O = (Z[k] - conj Z[h-k]) / 2i.
/// </summary>
internal static unsafe class Mirror
{
    /// <summary>Lanes: h numbers Z become the h + 1 numbers X in place.</summary>
    internal static void Unfold<T>(MirrorRoots roots, T* x, nint h) where T : unmanaged
    {
        nint width = Vector<T>.Count, step = 2 * width;
        Vector<T> half = VectorMath.Constant<T>(0.5), re = Vector.Load(x), im = Vector.Load(x + width);
        (re + im).Store(x);
        Vector<T>.Zero.Store(x + width);
        (re - im).Store(x + h * step);
        Vector<T>.Zero.Store(x + h * step + width);
        for (nint k = 1; k <= h - k; k++)
        {
            T* a = x + k * step, b = x + (h - k) * step;
            Vector<T> ar = Vector.Load(a), ai = Vector.Load(a + width), br = Vector.Load(b), bi = Vector.Load(b + width);
            Vector<T> er = (ar + br) * half, ei = (ai - bi) * half, or = (ai + bi) * half, oi = (br - ar) * half;
            Vector<T> wr = VectorMath.Constant<T>(roots.Roots[k].Real), wi = VectorMath.Constant<T>(roots.Roots[k].Imaginary);
            Vector<T> tr = VectorMath.MultiplySubtract(or, wr, oi * wi), ti = VectorMath.MultiplyAdd(or, wi, oi * wr);
            (er + tr).Store(a);
            (ei + ti).Store(a + width);
            (er - tr).Store(b);
            (ti - ei).Store(b + width);
        }
    }

    /// <summary>Lanes: h + 1 numbers X at their places become 2 Z in place, real and imaginary parts exchanged for a reversed transform.</summary>
    internal static void Fold<T>(MirrorRoots roots, T* x, nint h, int* places) where T : unmanaged
    {
        nint width = Vector<T>.Count;
        Vector<T> first = Vector.Load(x), last = Vector.Load(x + places[h]);
        (first + last).Store(x + width);
        (first - last).Store(x);
        for (nint k = 1; k <= h - k; k++)
        {
            T* a = x + places[k], b = x + places[h - k];
            Vector<T> ar = Vector.Load(a), ai = Vector.Load(a + width), br = Vector.Load(b), bi = Vector.Load(b + width);
            Vector<T> sr = ar + br, si = ai - bi, dr = ar - br, di = ai + bi;
            Vector<T> wr = VectorMath.Constant<T>(roots.Roots[k].Real), wi = VectorMath.Constant<T>(roots.Roots[k].Imaginary);
            // i conj(w) d
            Vector<T> tr = VectorMath.MultiplySubtract(dr, wi, di * wr), ti = VectorMath.MultiplyAdd(dr, wr, di * wi);
            (sr + tr).Store(a + width);
            (si + ti).Store(a);
            (sr - tr).Store(b + width);
            (ti - si).Store(b);
        }
    }

    /// <summary>Lanes: the mirrored half of an odd number of points, loaded with real and imaginary parts exchanged.</summary>
    internal static void Complete<T>(T* x, nint n, int* places) where T : unmanaged
    {
        nint width = Vector<T>.Count;
        // The imaginary part of the first number has no meaning.
        Vector<T>.Zero.Store(x);
        for (nint k = 1; k <= n / 2; k++)
        {
            (-Vector.Load(x + places[k])).Store(x + places[n - k]);
            Vector.Load(x + places[k] + width).Store(x + places[n - k] + width);
        }
    }

    private struct Job
    {
        internal void* From, To;
        internal nint Stride, Half;
        internal double Factor;
    }

    /// <summary>One sequence: h numbers Z to the h + 1 numbers X, times a factor; the stride counts real numbers.</summary>
    internal static void Unfold<T>(T* z, T* x, nint stride, nint h, double factor) where T : unmanaged
    {
        Job job = new() { From = z, To = x, Stride = stride, Half = h, Factor = factor };
        double re = Read(z), im = Read(z + 1);
        Write(x, (re + im) * factor, 0);
        Write(x + h * stride, (re - im) * factor, 0);
        Team.Run(h / 2, 4096, &UnfoldRange<T>, &job);
    }

    private static void UnfoldRange<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        T* z = (T*)job->From, x = (T*)job->To;
        var turn = new Turning(begin + 1, 2 * job->Half);
        for (nint k = begin + 1; k <= end; k++)
        {
            T* a = z + 2 * k, b = z + 2 * (job->Half - k);
            double ar = Read(a), ai = Read(a + 1), br = Read(b), bi = Read(b + 1), scale = job->Factor * 0.5;
            double er = (ar + br) * scale, ei = (ai - bi) * scale, or = (ai + bi) * scale, oi = (br - ar) * scale;
            Complex w = turn.Next();
            double tr = or * w.Real - oi * w.Imaginary, ti = or * w.Imaginary + oi * w.Real;
            Write(x + k * job->Stride, er + tr, ei + ti);
            Write(x + (job->Half - k) * job->Stride, er - tr, ti - ei);
        }
    }

    /// <summary>One sequence: h + 1 numbers X to 2 Z; the stride counts real numbers.</summary>
    internal static void Fold<T>(T* x, nint stride, T* z, nint h) where T : unmanaged
    {
        Job job = new() { From = x, To = z, Stride = stride, Half = h };
        double first = Read(x), last = Read(x + h * stride);
        Write(z, first + last, first - last);
        Team.Run(h / 2, 4096, &FoldRange<T>, &job);
    }

    private static void FoldRange<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        T* x = (T*)job->From, z = (T*)job->To;
        var turn = new Turning(begin + 1, 2 * job->Half);
        for (nint k = begin + 1; k <= end; k++)
        {
            T* a = x + k * job->Stride, b = x + (job->Half - k) * job->Stride;
            double ar = Read(a), ai = Read(a + 1), br = Read(b), bi = Read(b + 1);
            double sr = ar + br, si = ai - bi, dr = ar - br, di = ai + bi;
            Complex w = turn.Next();
            double tr = dr * w.Imaginary - di * w.Real, ti = dr * w.Real + di * w.Imaginary;
            Write(z + 2 * k, sr + tr, si + ti);
            Write(z + 2 * (job->Half - k), sr - tr, ti - si);
        }
    }

    /// <summary>One sequence of an odd number of points from its half.</summary>
    internal static void Complete<T>(T* x, nint stride, T* z, nint n) where T : unmanaged
    {
        Write(z, Read(x), 0);
        for (nint k = 1; k <= n / 2; k++)
        {
            double re = Read(x + k * stride), im = Read(x + k * stride + 1);
            Write(z + 2 * k, re, im);
            Write(z + 2 * (n - k), re, -im);
        }
    }

    private static double Read<T>(T* p) where T : unmanaged => typeof(T) == typeof(float) ? *(float*)p : *(double*)p;

    private static void Write<T>(T* p, double re, double im) where T : unmanaged
    {
        p[0] = LanePlan<T>.Number(re);
        p[1] = LanePlan<T>.Number(im);
    }

    // Roots one after the other in double precision, exact again at every multiple of 64, wherever a range begins.
    private struct Turning
    {
        private const int Exact = 64;

        private readonly Complex _step;
        private readonly long _n;
        private Complex _root;
        private long _k;

        internal Turning(long first, long n)
        {
            _n = n;
            _step = Roots.Of(1, n);
            _k = first - first % Exact;
            while (_k < first) Next();
        }

        internal Complex Next()
        {
            Complex now = _k % Exact == 0 ? Roots.Of(_k, _n) : _root;
            _root = now * _step;
            _k++;
            return now;
        }
    }
}
