using System;
using System.Numerics;
using System.Runtime.CompilerServices;
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
        T* zero = x + places[0];
        Vector<T> first = Vector.Load(zero), last = Vector.Load(x + places[h]);
        (first + last).Store(zero + width);
        (first - last).Store(zero);
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
        Vector<T>.Zero.Store(x + places[0]);
        for (nint k = 1; k <= n / 2; k++)
        {
            (-Vector.Load(x + places[k])).Store(x + places[n - k]);
            Vector.Load(x + places[k] + width).Store(x + places[n - k] + width);
        }
    }

    // Roots that share a factor.
    private const int Shared = 128;

    private struct Job
    {
        internal void* From, To;
        internal nint FromStride, ToStride, Half;
        internal double Scale;
        internal bool Fold;
    }

    /// <summary>One sequence: h numbers Z to the h + 1 numbers X, times a factor; the stride counts real numbers.</summary>
    internal static void Unfold<T>(T* z, T* x, nint stride, nint h, double factor) where T : unmanaged
    {
        Job job = new() { From = z, To = x, FromStride = 2, ToStride = stride, Half = h, Scale = factor * 0.5 };
        Team.Run(h / 2 / Shared + 1, 4096 / Shared, &Join<T>, &job);
    }

    /// <summary>One sequence: h + 1 numbers X to 2 Z, and one number that means nothing; the stride counts real numbers.</summary>
    internal static void Fold<T>(T* x, nint stride, T* z, nint h) where T : unmanaged
    {
        Job job = new() { From = x, To = z, FromStride = stride, ToStride = 2, Half = h, Scale = 1, Fold = true };
        Team.Run(h / 2 / Shared + 1, 4096 / Shared, &Join<T>, &job);
    }

    // Numbers k and h - k of as many k as a vector has lanes; folding is the same as unfolding with -conj(w).
    [SkipLocalsInit]
    private static void Join<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        nint width = Vector<T>.Count, h = job->Half;
        T* fine = stackalloc T[2 * Shared], near = stackalloc T[2 * Vector<T>.Count], far = stackalloc T[2 * Vector<T>.Count];
        for (int i = 0; i < Shared; i++)
        {
            Complex root = Roots.Of(i, 2 * h);
            T* at = fine + i / (int)width * 2 * width + Lanes<T>.Place(i % (int)width);
            at[0] = LanePlan<T>.Number(root.Real);
            at[width] = LanePlan<T>.Number(job->Fold ? -root.Imaginary : root.Imaginary);
        }
        Vector<T> scale = VectorMath.Constant<T>(job->Scale);
        for (nint block = begin; block < end; block++)
        {
            Complex root = Roots.Of(block * Shared, 2 * h);
            Vector<T> cr = VectorMath.Constant<T>(job->Fold ? -root.Real : root.Real), ci = VectorMath.Constant<T>(root.Imaginary);
            T* factor = fine;
            for (nint k = block * Shared, last = Math.Min(k + Shared - 1, h / 2); k <= last; k += width, factor += 2 * width)
            {
                nint count = Math.Min(width, last - k + 1), mirrored = h - k - width + 1;
                bool whole = count == width && k > 0;
                T* a = near, b = far, x = (T*)job->From;
                if (whole && job->FromStride == 2)
                {
                    a = x + 2 * k;
                    b = x + 2 * mirrored;
                }
                else
                {
                    for (nint l = 0; l < count; l++)
                    {
                        T* one = x + (k + l) * job->FromStride, other = x + (h - k - l) * job->FromStride;
                        // Z[h] is Z[0]; the imaginary parts of X[0] and X[h] have no meaning.
                        bool edge = k + l == 0;
                        if (edge && !job->Fold) other = one;
                        near[2 * l] = one[0];
                        near[2 * l + 1] = edge && job->Fold ? default : one[1];
                        far[2 * (width - 1 - l)] = other[0];
                        far[2 * (width - 1 - l) + 1] = edge && job->Fold ? default : other[1];
                    }
                }
                Lanes<T>.Load(a, out Vector<T> ar, out Vector<T> ai);
                Lanes<T>.Load(b, out Vector<T> br, out Vector<T> bi);
                // The order of lanes is its own mirror image.
                br = VectorMath.Reverse(br);
                bi = VectorMath.Reverse(bi);
                Vector<T> fr = Vector.Load(factor), fi = Vector.Load(factor + width);
                Vector<T> wr = VectorMath.MultiplySubtract(fr, cr, fi * ci), wi = VectorMath.MultiplyAdd(fr, ci, fi * cr);
                Vector<T> er = (ar + br) * scale, ei = (ai - bi) * scale, or = (ai + bi) * scale, oi = (br - ar) * scale;
                Vector<T> tr = VectorMath.MultiplySubtract(or, wr, oi * wi), ti = VectorMath.MultiplyAdd(or, wi, oi * wr);
                x = (T*)job->To;
                bool direct = whole && job->ToStride == 2;
                Lanes<T>.Store(direct ? x + 2 * k : near, er + tr, ei + ti);
                Lanes<T>.Store(direct ? x + 2 * mirrored : far, VectorMath.Reverse(er - tr), VectorMath.Reverse(ti - ei));
                for (nint l = 0; l < count && !direct; l++)
                {
                    T* one = x + (k + l) * job->ToStride, other = x + (h - k - l) * job->ToStride;
                    one[0] = near[2 * l];
                    one[1] = near[2 * l + 1];
                    other[0] = far[2 * (width - 1 - l)];
                    other[1] = far[2 * (width - 1 - l) + 1];
                }
            }
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
}
