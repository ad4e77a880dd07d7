using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Forward transforms of as many sequences as a vector has lanes, side by side: decimation in time, in place, one sequence a
/// lane, so that no stage shuffles within a vector. A number of all lanes is two vectors, real parts first. Whoever loads
/// number k puts it at <see cref="LanePlan{T}.Places"/>[k]; results are in order.
/// </summary>
internal static unsafe class LaneTransform<T> where T : unmanaged
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private static nint Step
    {
        [MethodImpl(Inline)]
        get => 2 * Vector<T>.Count;
    }

    // Numbers of a leg of the last stage that are finished together.
    private const int Chunk = 16;

    /// <summary>
    /// Transforms in place. <paramref name="before"/> is called for numbers c, c + outer, ... that are about to be needed, if not all
    /// are there; <paramref name="after"/> with each range of finished numbers, first and count, while they are in the cache.
    /// So many stages, one at most, are <paramref name="finished"/>.
    /// </summary>
    internal static void Run(
        LanePlan<T> plan, T* x, delegate*<void*, nint, nint, void> before, delegate*<void*, nint, nint, void> after, void* context,
        int finished = 0)
    {
        int* places = plan.Places;
        nint n = plan.Length, inner = plan.InnerLength, outer = n / inner;
        T* w = plan.Twiddles;
        for (nint c = 0; c < outer; c++)
        {
            if (before != null) before(context, c, outer);
            w = plan.Twiddles;
            T* block = x + places[c];
            nint done = finished == 0 ? 1 : plan.Radices[0];
            if (finished > 0) w += 2 * LanePlan<T>.FactorsOf((int)done);
            for (int stage = finished; stage < plan.InnerStages; stage++) Stage(plan.Radices[stage], block, inner, done, ref done, ref w);
        }
        if (outer > 1)
        {
            nint done = inner;
            int stage = plan.InnerStages, last = plan.Radices.Length - 1;
            for (; stage < last; stage++) Stage(plan.Radices[stage], x, n, done, ref done, ref w);
            int radix = plan.Radices[last];
            for (nint p = 0, count; p < done; p += count)
            {
                count = done - p < 3 * Chunk / 2 ? done - p : Chunk;
                Butterflies(radix, x + p * Step, 1, count, w + 2 * LanePlan<T>.FactorsOf(radix) * p, done);
                for (int q = 0; q < radix && after != null; q++) after(context, q * done + p, count);
            }
        }
        else if (after != null) after(context, 0, n);
        System.GC.KeepAlive(plan);
    }

    private static void Stage(int radix, T* x, nint n, nint leg, ref nint done, ref T* w)
    {
        Butterflies(radix, x, n / (leg * radix), leg, w, leg);
        w += 2 * LanePlan<T>.FactorsOf(radix) * leg;
        done = leg * radix;
    }

    // Of each of some blocks, the first butterflies, whose inputs are a number of points apart.
    private static void Butterflies(int radix, T* x, nint blocks, nint count, T* w, nint leg)
    {
        leg *= Step;
        count *= Step;
        switch (radix)
        {
            case 8: Eight(x, blocks, count, w, leg); break;
            case 4: Four(x, blocks, count, w, leg); break;
            case 2: Two(x, blocks, count, w, leg); break;
            case 3: Three(x, blocks, count, w, leg); break;
            case 5: Five(x, blocks, count, w, leg); break;
            default: Prime(x, blocks, count, w, radix, leg); break;
        }
    }

    [MethodImpl(Inline)]
    private static Vector<T> Re(T* p) => Vector.Load(p);

    [MethodImpl(Inline)]
    private static Vector<T> Im(T* p) => Vector.Load(p + Vector<T>.Count);

    [MethodImpl(Inline)]
    private static void Store(T* p, Vector<T> re, Vector<T> im)
    {
        re.Store(p);
        im.Store(p + Vector<T>.Count);
    }

    [MethodImpl(Inline)]
    private static Vector<T> Fma(Vector<T> a, Vector<T> b, Vector<T> c) => VectorMath.MultiplyAdd(a, b, c);

    // a b - c.
    [MethodImpl(Inline)]
    private static Vector<T> Fms(Vector<T> a, Vector<T> b, Vector<T> c) => VectorMath.MultiplySubtract(a, b, c);

    // c - a b.
    [MethodImpl(Inline)]
    private static Vector<T> Fnma(Vector<T> a, Vector<T> b, Vector<T> c) => VectorMath.NegatedMultiplyAdd(a, b, c);

    // a, b = a + w b, a - w b. The difference as 2a less the sum: six instructions where a product and two sums are eight.
    [MethodImpl(Inline)]
    internal static void Cross(ref Vector<T> ar, ref Vector<T> ai, ref Vector<T> br, ref Vector<T> bi, Vector<T> wr, Vector<T> wi, Vector<T> two)
    {
        Vector<T> sr = Fnma(bi, wi, Fma(br, wr, ar)), si = Fma(bi, wr, Fma(br, wi, ai));
        br = Fms(ar, two, sr);
        bi = Fms(ai, two, si);
        ar = sr;
        ai = si;
    }

    // The same with -i w.
    [MethodImpl(Inline)]
    internal static void CrossTurned(ref Vector<T> ar, ref Vector<T> ai, ref Vector<T> br, ref Vector<T> bi, Vector<T> wr, Vector<T> wi, Vector<T> two)
    {
        Vector<T> sr = Fma(bi, wr, Fma(br, wi, ar)), si = Fma(bi, wi, Fnma(br, wr, ai));
        br = Fms(ar, two, sr);
        bi = Fms(ai, two, si);
        ar = sr;
        ai = si;
    }

    // Factors: w^4, w^2, w, w exp(-πi/4).
    private static void Eight(T* x, nint blocks, nint count, T* factors, nint leg)
    {
        Vector<T> two = VectorMath.Constant<T>(2);
        for (; blocks > 0; blocks--, x += 8 * leg - count)
        {
            T* w = factors;
            for (T* stop = x + count; x < stop; x += Step, w += 8)
            {
                T* x2 = x + 2 * leg, x4 = x + 4 * leg, x6 = x4 + 2 * leg;
                Vector<T> wr = Vector.Create(w[0]), wi = Vector.Create(w[1]);
                Vector<T> r0 = Re(x), i0 = Im(x), r4 = Re(x4), i4 = Im(x4);
                Cross(ref r0, ref i0, ref r4, ref i4, wr, wi, two);
                Vector<T> r2 = Re(x2), i2 = Im(x2), r6 = Re(x6), i6 = Im(x6);
                Cross(ref r2, ref i2, ref r6, ref i6, wr, wi, two);
                Vector<T> r1 = Re(x + leg), i1 = Im(x + leg), r5 = Re(x4 + leg), i5 = Im(x4 + leg);
                Cross(ref r1, ref i1, ref r5, ref i5, wr, wi, two);
                Vector<T> r3 = Re(x2 + leg), i3 = Im(x2 + leg), r7 = Re(x6 + leg), i7 = Im(x6 + leg);
                Cross(ref r3, ref i3, ref r7, ref i7, wr, wi, two);
                wr = Vector.Create(w[2]);
                wi = Vector.Create(w[3]);
                Cross(ref r0, ref i0, ref r2, ref i2, wr, wi, two);
                Cross(ref r1, ref i1, ref r3, ref i3, wr, wi, two);
                CrossTurned(ref r4, ref i4, ref r6, ref i6, wr, wi, two);
                CrossTurned(ref r5, ref i5, ref r7, ref i7, wr, wi, two);
                wr = Vector.Create(w[4]);
                wi = Vector.Create(w[5]);
                Cross(ref r0, ref i0, ref r1, ref i1, wr, wi, two);
                Store(x, r0, i0);
                Store(x4, r1, i1);
                CrossTurned(ref r2, ref i2, ref r3, ref i3, wr, wi, two);
                Store(x2, r2, i2);
                Store(x6, r3, i3);
                wr = Vector.Create(w[6]);
                wi = Vector.Create(w[7]);
                Cross(ref r4, ref i4, ref r5, ref i5, wr, wi, two);
                Store(x + leg, r4, i4);
                Store(x4 + leg, r5, i5);
                CrossTurned(ref r6, ref i6, ref r7, ref i7, wr, wi, two);
                Store(x2 + leg, r6, i6);
                Store(x6 + leg, r7, i7);
            }
        }
    }

    // Factors: w^2, w.
    private static void Four(T* x, nint blocks, nint count, T* factors, nint leg)
    {
        Vector<T> two = VectorMath.Constant<T>(2);
        for (; blocks > 0; blocks--, x += 4 * leg - count)
        {
            T* w = factors;
            for (T* stop = x + count; x < stop; x += Step, w += 4)
            {
                T* x2 = x + 2 * leg;
                Vector<T> wr = Vector.Create(w[0]), wi = Vector.Create(w[1]);
                Vector<T> r0 = Re(x), i0 = Im(x), r2 = Re(x2), i2 = Im(x2);
                Cross(ref r0, ref i0, ref r2, ref i2, wr, wi, two);
                Vector<T> r1 = Re(x + leg), i1 = Im(x + leg), r3 = Re(x2 + leg), i3 = Im(x2 + leg);
                Cross(ref r1, ref i1, ref r3, ref i3, wr, wi, two);
                wr = Vector.Create(w[2]);
                wi = Vector.Create(w[3]);
                Cross(ref r0, ref i0, ref r1, ref i1, wr, wi, two);
                Store(x, r0, i0);
                Store(x2, r1, i1);
                CrossTurned(ref r2, ref i2, ref r3, ref i3, wr, wi, two);
                Store(x + leg, r2, i2);
                Store(x2 + leg, r3, i3);
            }
        }
    }

    private static void Two(T* x, nint blocks, nint count, T* factors, nint leg)
    {
        Vector<T> two = VectorMath.Constant<T>(2);
        for (; blocks > 0; blocks--, x += 2 * leg - count)
        {
            T* w = factors;
            for (T* stop = x + count; x < stop; x += Step, w += 2)
            {
                Vector<T> ar = Re(x), ai = Im(x), br = Re(x + leg), bi = Im(x + leg);
                Cross(ref ar, ref ai, ref br, ref bi, Vector.Create(w[0]), Vector.Create(w[1]), two);
                Store(x, ar, ai);
                Store(x + leg, br, bi);
            }
        }
    }

    // The number at p times the factor at w.
    [MethodImpl(Inline)]
    private static void Turned(T* p, T* w, out Vector<T> re, out Vector<T> im)
    {
        Vector<T> a = Re(p), b = Im(p), wr = Vector.Create(w[0]), wi = Vector.Create(w[1]);
        re = Fms(a, wr, b * wi);
        im = Fma(a, wi, b * wr);
    }

    private static void Three(T* x, nint blocks, nint count, T* factors, nint leg)
    {
        Vector<T> half = VectorMath.Constant<T>(-0.5), sine = VectorMath.Constant<T>(0.86602540378443864676);
        for (; blocks > 0; blocks--, x += 3 * leg - count)
        {
            T* w = factors;
            for (T* stop = x + count; x < stop; x += Step, w += 4)
            {
                Vector<T> ar = Re(x), ai = Im(x);
                Turned(x + leg, w, out Vector<T> br, out Vector<T> bi);
                Turned(x + 2 * leg, w + 2, out Vector<T> cr, out Vector<T> ci);
                Vector<T> sr = br + cr, si = bi + ci, dr = bi - ci, di = cr - br;
                Vector<T> mr = Fma(sr, half, ar), mi = Fma(si, half, ai);
                Store(x, ar + sr, ai + si);
                Store(x + leg, Fma(dr, sine, mr), Fma(di, sine, mi));
                Store(x + 2 * leg, Fnma(dr, sine, mr), Fnma(di, sine, mi));
            }
        }
    }

    private static void Five(T* x, nint blocks, nint count, T* factors, nint leg)
    {
        Vector<T> c1 = VectorMath.Constant<T>(0.30901699437494742410), c2 = VectorMath.Constant<T>(-0.80901699437494742410);
        Vector<T> s1 = VectorMath.Constant<T>(0.95105651629515357212), s2 = VectorMath.Constant<T>(0.58778525229247312917);
        Vector<T> two = VectorMath.Constant<T>(2);
        for (; blocks > 0; blocks--, x += 5 * leg - count)
        {
            T* w = factors;
            for (T* stop = x + count; x < stop; x += Step, w += 8)
            {
                T* x2 = x + 2 * leg;
                Vector<T> ar = Re(x), ai = Im(x);
                Turned(x + leg, w, out Vector<T> br, out Vector<T> bi);
                Turned(x2, w + 2, out Vector<T> cr, out Vector<T> ci);
                Vector<T> er = Re(x2 + 2 * leg), ei = Im(x2 + 2 * leg), dr = Re(x2 + leg), di = Im(x2 + leg);
                Cross(ref br, ref bi, ref er, ref ei, Vector.Create(w[6]), Vector.Create(w[7]), two);
                Cross(ref cr, ref ci, ref dr, ref di, Vector.Create(w[4]), Vector.Create(w[5]), two);
                Store(x, ar + br + cr, ai + bi + ci);
                // One of two mirrored results as twice their mean less the other.
                Vector<T> mr = Fma(br, c1, Fma(cr, c2, ar)), mi = Fma(bi, c1, Fma(ci, c2, ai));
                Vector<T> nr = Fma(ei, s1, Fma(di, s2, mr)), ni = Fnma(er, s1, Fnma(dr, s2, mi));
                Store(x + leg, nr, ni);
                Store(x2 + 2 * leg, Fms(mr, two, nr), Fms(mi, two, ni));
                mr = Fma(br, c2, Fma(cr, c1, ar));
                mi = Fma(bi, c2, Fma(ci, c1, ai));
                nr = Fnma(di, s1, Fma(ei, s2, mr));
                ni = Fma(dr, s1, Fnma(er, s2, mi));
                Store(x2, nr, ni);
                Store(x2 + leg, Fms(mr, two, nr), Fms(mi, two, ni));
            }
        }
    }

    // Any odd prime: sums and differences of mirrored inputs, then cosine and sine sums.
    [SkipLocalsInit]
    private static void Prime(T* x, nint blocks, nint count, T* factors, int radix, nint leg)
    {
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
        for (; blocks > 0; blocks--, x += radix * leg - count)
        {
            T* w = factors;
            for (T* stop = x + count; x < stop; x += Step, w += 2 * (radix - 1))
            {
                Vector<T> ar = Re(x), ai = Im(x), totalRe = ar, totalIm = ai;
                for (int j = 1; j <= half; j++)
                {
                    Turned(x + j * leg, w + 2 * (j - 1), out Vector<T> br, out Vector<T> bi);
                    Turned(x + (radix - j) * leg, w + 2 * (radix - j - 1), out Vector<T> er, out Vector<T> ei);
                    sums[4 * (j - 1)] = br + er;
                    sums[4 * (j - 1) + 1] = bi + ei;
                    sums[4 * (j - 1) + 2] = bi - ei;
                    sums[4 * (j - 1) + 3] = er - br;
                    totalRe += br + er;
                    totalIm += bi + ei;
                }
                Store(x, totalRe, totalIm);
                for (int k = 1; k <= half; k++)
                {
                    Vector<T> mr = ar, mi = ai, nr = Vector<T>.Zero, ni = Vector<T>.Zero;
                    for (int j = 1, angle = k; j <= half; j++, angle = angle + k >= radix ? angle + k - radix : angle + k)
                    {
                        Vector<T>* s = sums + 4 * (j - 1);
                        mr = Fma(s[0], cos[angle], mr);
                        mi = Fma(s[1], cos[angle], mi);
                        nr = Fma(s[2], sin[angle], nr);
                        ni = Fma(s[3], sin[angle], ni);
                    }
                    Store(x + k * leg, mr + nr, mi + ni);
                    Store(x + (radix - k) * leg, mr - nr, mi - ni);
                }
            }
        }
    }
}
