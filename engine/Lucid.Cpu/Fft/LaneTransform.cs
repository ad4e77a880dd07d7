using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Forward transforms of as many sequences as a vector has lanes, side by side: Stockham's self-sorting algorithm, one
/// sequence a lane, so that no stage shuffles within a vector. Element k of all lanes is two vectors, real parts first.
/// </summary>
internal static unsafe class LaneTransform<T> where T : unmanaged
{
    private static nint Step => 2 * Vector<T>.Count;

    /// <summary>Transforms <paramref name="x"/>, using <paramref name="y"/> as a second buffer; returns the one that holds the result.</summary>
    internal static T* Run(LanePlan<T> plan, T* x, T* y)
    {
        T* twiddles = plan.Twiddles;
        nint rest = plan.Length, stride = 1;
        foreach (int radix in plan.Radices)
        {
            rest /= radix;
            switch (radix)
            {
                case 4 when rest == 1: LastFour(x, y, stride); break;
                case 4: Four(x, y, twiddles, rest, stride); break;
                case 2: Two(x, y, twiddles, rest, stride); break;
                case 3: Three(x, y, twiddles, rest, stride); break;
                case 5: Five(x, y, twiddles, rest, stride); break;
                default: Prime(x, y, twiddles, radix, rest, stride); break;
            }
            if (rest > 1) twiddles += 2 * (radix - 1) * rest;
            stride *= radix;
            T* turned = x;
            x = y;
            y = turned;
        }
        System.GC.KeepAlive(plan);
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Re(T* p) => Vector.Load(p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Im(T* p) => Vector.Load(p + Vector<T>.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(T* p, Vector<T> re, Vector<T> im)
    {
        re.Store(p);
        im.Store(p + Vector<T>.Count);
    }

    // (re, im) times the factor at w.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTurned(T* p, Vector<T> re, Vector<T> im, Vector<T> wr, Vector<T> wi)
    {
        VectorMath.MultiplyAdd(re, wr, -(im * wi)).Store(p);
        VectorMath.MultiplyAdd(re, wi, im * wr).Store(p + Vector<T>.Count);
    }

    private static void Four(T* x, T* y, T* w, nint rest, nint stride)
    {
        nint leg = rest * stride * Step, row = stride * Step;
        for (nint p = 0; p < rest; p++, w += 6)
        {
            Vector<T> w1r = Vector.Create(w[0]), w1i = Vector.Create(w[1]), w2r = Vector.Create(w[2]), w2i = Vector.Create(w[3]);
            Vector<T> w3r = Vector.Create(w[4]), w3i = Vector.Create(w[5]);
            T* from = x + p * row, to = y + 4 * p * row;
            for (T* end = from + row; from < end; from += Step, to += Step)
            {
                Vector<T> ar = Re(from), ai = Im(from), cr = Re(from + 2 * leg), ci = Im(from + 2 * leg);
                Vector<T> sr = ar + cr, si = ai + ci, dr = ar - cr, di = ai - ci;
                Vector<T> br = Re(from + leg), bi = Im(from + leg), er = Re(from + 3 * leg), ei = Im(from + 3 * leg);
                Vector<T> tr = br + er, ti = bi + ei, ur = bi - ei, ui = er - br;
                Store(to, sr + tr, si + ti);
                StoreTurned(to + row, dr + ur, di + ui, w1r, w1i);
                StoreTurned(to + 2 * row, sr - tr, si - ti, w2r, w2i);
                StoreTurned(to + 3 * row, dr - ur, di - ui, w3r, w3i);
            }
        }
    }

    private static void LastFour(T* x, T* y, nint stride)
    {
        nint leg = stride * Step;
        for (nint at = 0; at < leg; at += Step)
        {
            T* from = x + at, to = y + at;
            Vector<T> ar = Re(from), ai = Im(from), cr = Re(from + 2 * leg), ci = Im(from + 2 * leg);
            Vector<T> sr = ar + cr, si = ai + ci, dr = ar - cr, di = ai - ci;
            Vector<T> br = Re(from + leg), bi = Im(from + leg), er = Re(from + 3 * leg), ei = Im(from + 3 * leg);
            Vector<T> tr = br + er, ti = bi + ei, ur = bi - ei, ui = er - br;
            Store(to, sr + tr, si + ti);
            Store(to + leg, dr + ur, di + ui);
            Store(to + 2 * leg, sr - tr, si - ti);
            Store(to + 3 * leg, dr - ur, di - ui);
        }
    }

    private static void Two(T* x, T* y, T* w, nint rest, nint stride)
    {
        nint leg = rest * stride * Step, row = stride * Step;
        for (nint p = 0; p < rest; p++)
        {
            Vector<T> wr = Vector<T>.One, wi = Vector<T>.Zero;
            if (rest > 1)
            {
                wr = Vector.Create(w[2 * p]);
                wi = Vector.Create(w[2 * p + 1]);
            }
            T* from = x + p * row, to = y + 2 * p * row;
            for (T* end = from + row; from < end; from += Step, to += Step)
            {
                Vector<T> ar = Re(from), ai = Im(from), br = Re(from + leg), bi = Im(from + leg);
                Store(to, ar + br, ai + bi);
                StoreTurned(to + row, ar - br, ai - bi, wr, wi);
            }
        }
    }

    private static void Three(T* x, T* y, T* w, nint rest, nint stride)
    {
        nint leg = rest * stride * Step, row = stride * Step;
        Vector<T> half = VectorMath.Constant<T>(-0.5), sine = VectorMath.Constant<T>(0.86602540378443864676);
        for (nint p = 0; p < rest; p++)
        {
            Vector<T> w1r = Vector<T>.One, w1i = Vector<T>.Zero, w2r = w1r, w2i = w1i;
            if (rest > 1)
            {
                w1r = Vector.Create(w[4 * p]);
                w1i = Vector.Create(w[4 * p + 1]);
                w2r = Vector.Create(w[4 * p + 2]);
                w2i = Vector.Create(w[4 * p + 3]);
            }
            T* from = x + p * row, to = y + 3 * p * row;
            for (T* end = from + row; from < end; from += Step, to += Step)
            {
                Vector<T> ar = Re(from), ai = Im(from), br = Re(from + leg), bi = Im(from + leg);
                Vector<T> cr = Re(from + 2 * leg), ci = Im(from + 2 * leg);
                Vector<T> sr = br + cr, si = bi + ci, dr = (bi - ci) * sine, di = (cr - br) * sine;
                Vector<T> mr = VectorMath.MultiplyAdd(sr, half, ar), mi = VectorMath.MultiplyAdd(si, half, ai);
                Store(to, ar + sr, ai + si);
                StoreTurned(to + row, mr + dr, mi + di, w1r, w1i);
                StoreTurned(to + 2 * row, mr - dr, mi - di, w2r, w2i);
            }
        }
    }

    private static void Five(T* x, T* y, T* w, nint rest, nint stride)
    {
        nint leg = rest * stride * Step, row = stride * Step;
        Vector<T> c1 = VectorMath.Constant<T>(0.30901699437494742410), c2 = VectorMath.Constant<T>(-0.80901699437494742410);
        Vector<T> s1 = VectorMath.Constant<T>(0.95105651629515357212), s2 = VectorMath.Constant<T>(0.58778525229247312917);
        for (nint p = 0; p < rest; p++)
        {
            T* from = x + p * row, to = y + 5 * p * row, factors = w + 8 * p;
            for (T* end = from + row; from < end; from += Step, to += Step)
            {
                Vector<T> ar = Re(from), ai = Im(from);
                Vector<T> br = Re(from + leg), bi = Im(from + leg), er = Re(from + 4 * leg), ei = Im(from + 4 * leg);
                Vector<T> cr = Re(from + 2 * leg), ci = Im(from + 2 * leg), dr = Re(from + 3 * leg), di = Im(from + 3 * leg);
                Vector<T> b = br + er, bj = bi + ei, c = cr + dr, cj = ci + di;
                Vector<T> ur = bi - ei, ui = er - br, vr = ci - di, vi = dr - cr;
                Vector<T> m1r = VectorMath.MultiplyAdd(b, c1, VectorMath.MultiplyAdd(c, c2, ar));
                Vector<T> m1i = VectorMath.MultiplyAdd(bj, c1, VectorMath.MultiplyAdd(cj, c2, ai));
                Vector<T> m2r = VectorMath.MultiplyAdd(b, c2, VectorMath.MultiplyAdd(c, c1, ar));
                Vector<T> m2i = VectorMath.MultiplyAdd(bj, c2, VectorMath.MultiplyAdd(cj, c1, ai));
                Vector<T> n1r = VectorMath.MultiplyAdd(ur, s1, vr * s2), n1i = VectorMath.MultiplyAdd(ui, s1, vi * s2);
                Vector<T> n2r = VectorMath.MultiplyAdd(ur, s2, -(vr * s1)), n2i = VectorMath.MultiplyAdd(ui, s2, -(vi * s1));
                Store(to, ar + b + c, ai + bj + cj);
                Emit(to + row, m1r + n1r, m1i + n1i, factors, 0, rest);
                Emit(to + 2 * row, m2r + n2r, m2i + n2i, factors, 1, rest);
                Emit(to + 3 * row, m2r - n2r, m2i - n2i, factors, 2, rest);
                Emit(to + 4 * row, m1r - n1r, m1i - n1i, factors, 3, rest);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Emit(T* to, Vector<T> re, Vector<T> im, T* factors, int j, nint rest)
    {
        if (rest == 1) Store(to, re, im);
        else StoreTurned(to, re, im, Vector.Create(factors[2 * j]), Vector.Create(factors[2 * j + 1]));
    }

    // Any odd prime: sums and differences of mirrored inputs, then cosine and sine sums.
    [SkipLocalsInit]
    private static void Prime(T* x, T* y, T* w, int radix, nint rest, nint stride)
    {
        nint leg = rest * stride * Step, row = stride * Step;
        int half = radix / 2;
        Vector<T>* cos = stackalloc Vector<T>[LanePlan<T>.LargestRadix];
        Vector<T>* sin = stackalloc Vector<T>[LanePlan<T>.LargestRadix];
        Vector<T>* sums = stackalloc Vector<T>[2 * LanePlan<T>.LargestRadix];
        for (int j = 0; j < radix; j++)
        {
            Complex root = Roots.Of(j, radix);
            cos[j] = VectorMath.Constant<T>(root.Real);
            sin[j] = VectorMath.Constant<T>(-root.Imaginary);
        }
        for (nint p = 0; p < rest; p++)
        {
            T* from = x + p * row, to = y + radix * p * row, factors = w + 2 * (radix - 1) * p;
            for (T* end = from + row; from < end; from += Step, to += Step)
            {
                Vector<T> ar = Re(from), ai = Im(from), totalRe = ar, totalIm = ai;
                for (int j = 1; j <= half; j++)
                {
                    T* near = from + j * leg, far = from + (radix - j) * leg;
                    Vector<T> br = Re(near), bi = Im(near), er = Re(far), ei = Im(far);
                    sums[4 * (j - 1)] = br + er;
                    sums[4 * (j - 1) + 1] = bi + ei;
                    sums[4 * (j - 1) + 2] = bi - ei;
                    sums[4 * (j - 1) + 3] = er - br;
                    totalRe += br + er;
                    totalIm += bi + ei;
                }
                Store(to, totalRe, totalIm);
                for (int k = 1; k <= half; k++)
                {
                    Vector<T> mr = ar, mi = ai, nr = Vector<T>.Zero, ni = Vector<T>.Zero;
                    for (int j = 1, angle = k; j <= half; j++, angle = angle + k >= radix ? angle + k - radix : angle + k)
                    {
                        Vector<T>* s = sums + 4 * (j - 1);
                        mr = VectorMath.MultiplyAdd(s[0], cos[angle], mr);
                        mi = VectorMath.MultiplyAdd(s[1], cos[angle], mi);
                        nr = VectorMath.MultiplyAdd(s[2], sin[angle], nr);
                        ni = VectorMath.MultiplyAdd(s[3], sin[angle], ni);
                    }
                    Emit(to + k * row, mr + nr, mi + ni, factors, k - 1, rest);
                    Emit(to + (radix - k) * row, mr - nr, mi - ni, factors, radix - k - 1, rest);
                }
            }
        }
    }
}
