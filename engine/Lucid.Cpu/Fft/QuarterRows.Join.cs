using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Fft;

/// <summary>The last stage: four bins of each quarter-length transform become four bins in each quarter of the spectrum.</summary>
internal sealed unsafe partial class QuarterRows
{
    // In each quarter of the spectrum, four bins of each row.
    private struct Bins
    {
        internal Vector<float> R0, I0, R1, I1, R2, I2, R3, I3;
    }

    // The order in which bins are stored: real and imaginary parts in turn, of the first two rows and of the other two.
    private static Vector512<int> Order(bool swap, bool backwards)
    {
        Vector512<int> indices = Vector512<int>.Indices, bin = indices >>> 1;
        if (backwards) bin ^= Vector512.Create(3);
        return bin + (((swap ? ~indices : indices) & Vector512<int>.One) << 4);
    }

    // Sixteen streams of stores are more than the prefetchers follow: the lines that come after the next three are asked for
    // (1000 rows of 1000: 1.18 to 1.08 ms).
    private const int Ahead = 48;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(float** rows, nint at, nint apart)
    {
        for (int row = 0; row < Rows; row++)
        {
            Sse.Prefetch0(rows[row] + at);
            Sse.Prefetch0(rows[row] + at + apart);
            Sse.Prefetch0(rows[row] + at + 2 * apart);
            Sse.Prefetch0(rows[row] + at + 3 * apart);
        }
    }

    private static void Join(float* y, float* w, nint m, bool swap, float factor, float** to)
    {
        Vector512<float> scale = Vector512.Create(factor);
        Vector512<int> first = Order(swap, false), second = first + Vector512.Create(8);
        float* o0 = to[0], o1 = to[1], o2 = to[2], o3 = to[3];
        for (nint next = 0; next < m; next += 4)
        {
            nint k = Math.Min(next, m - 4), at = 2 * k;
            if ((next & 4) == 0) Fetch(to, at + Ahead, 2 * m);
            Four(y + 32 * k, 32, w + k, m, out Bins x);
            Put(x.R0.AsVector512() * scale, x.I0.AsVector512() * scale, first, second, at, o0, o1, o2, o3);
            Put(x.R1.AsVector512() * scale, x.I1.AsVector512() * scale, first, second, at + 2 * m, o0, o1, o2, o3);
            Put(x.R2.AsVector512() * scale, x.I2.AsVector512() * scale, first, second, at + 4 * m, o0, o1, o2, o3);
            Put(x.R3.AsVector512() * scale, x.I3.AsVector512() * scale, first, second, at + 6 * m, o0, o1, o2, o3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(float* at, nint step, float* w, nint m, out Bins x)
    {
        Vector<float> two = Vector.Create(2f);
        Turn(at, step, out x.R0, out x.R1, out x.R2, out x.R3);
        Turn(at + 16, step, out x.I0, out x.I1, out x.I2, out x.I3);
        Vector<float> wr = Quarters(w), wi = Quarters(w + m);
        LaneTransform<float>.Cross(ref x.R0, ref x.I0, ref x.R2, ref x.I2, wr, wi, two);
        LaneTransform<float>.Cross(ref x.R1, ref x.I1, ref x.R3, ref x.I3, wr, wi, two);
        wr = Quarters(w + 2 * m);
        wi = Quarters(w + 3 * m);
        LaneTransform<float>.Cross(ref x.R0, ref x.I0, ref x.R1, ref x.I1, wr, wi, two);
        LaneTransform<float>.CrossTurned(ref x.R2, ref x.I2, ref x.R3, ref x.I3, wr, wi, two);
        // The second and third quarter come out in the other order.
        (x.R1, x.I1, x.R2, x.I2) = (x.R2, x.I2, x.R1, x.I1);
    }

    // Four bins of each row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<float> re, Vector512<float> im, Vector512<int> first, Vector512<int> second,
        nint at, float* o0, float* o1, float* o2, float* o3)
    {
        Vector512<float> low = Avx512F.PermuteVar16x32x2(re, first, im), high = Avx512F.PermuteVar16x32x2(re, second, im);
        low.GetLower().Store(o0 + at);
        low.GetUpper().Store(o1 + at);
        high.GetLower().Store(o2 + at);
        high.GetUpper().Store(o3 + at);
    }

    // The same four numbers in every quarter.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Quarters(float* p) => Avx512F.BroadcastVector128ToVector512(p).AsVector();

    // Four vectors, the four by four numbers in each of their quarters transposed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(float* p, nint step, out Vector<float> a, out Vector<float> b, out Vector<float> c, out Vector<float> d)
    {
        Vector512<float> x0 = Vector512.Load(p), x1 = Vector512.Load(p + step), x2 = Vector512.Load(p + 2 * step), x3 = Vector512.Load(p + 3 * step);
        Vector512<double> l01 = Avx512F.UnpackLow(x0, x1).AsDouble(), h01 = Avx512F.UnpackHigh(x0, x1).AsDouble();
        Vector512<double> l23 = Avx512F.UnpackLow(x2, x3).AsDouble(), h23 = Avx512F.UnpackHigh(x2, x3).AsDouble();
        a = Avx512F.UnpackLow(l01, l23).AsSingle().AsVector();
        b = Avx512F.UnpackHigh(l01, l23).AsSingle().AsVector();
        c = Avx512F.UnpackLow(h01, h23).AsSingle().AsVector();
        d = Avx512F.UnpackHigh(h01, h23).AsSingle().AsVector();
    }

    // The half-length transform Z of real numbers becomes their spectrum (see Mirror): bins from the front together with those from the back.
    [SkipLocalsInit]
    private static void Unfold(float* y, float* w, float* mirror, nint m, float factor, float** to)
    {
        Vector512<float> scale = Vector512.Create(factor * 0.5f);
        Vector512<int> first = Order(false, false), second = first + Vector512.Create(8);
        Vector512<int> back = Order(false, true), back2 = back + Vector512.Create(8);
        float* o0 = to[0], o1 = to[1], o2 = to[2], o3 = to[3];
        nint h = 4 * m;
        Edge(y, w, mirror, m, scale, to);
        for (nint k = 1; k <= m / 2; k += 4)
        {
            Four(y + 32 * k, 32, w + k, m, out Bins a);
            Four(y + 32 * (m - k), -32, w + 4 * m + k, m, out Bins b);
            nint at = 2 * k, end = 2 * (h - k - 3);
            Pair(a.R0, a.I0, b.R3, b.I3, mirror + k, m, scale,
                out Vector512<float> r, out Vector512<float> i, out Vector512<float> mr, out Vector512<float> mi);
            Put(r, i, first, second, at, o0, o1, o2, o3);
            Put(mr, mi, back, back2, end, o0, o1, o2, o3);
            Pair(a.R1, a.I1, b.R2, b.I2, mirror + k + m, m, scale, out r, out i, out mr, out mi);
            Put(r, i, first, second, at + 2 * m, o0, o1, o2, o3);
            Put(mr, mi, back, back2, end - 2 * m, o0, o1, o2, o3);
            Pair(a.R2, a.I2, b.R1, b.I1, mirror + k + 2 * m, m, scale, out r, out i, out mr, out mi);
            Put(r, i, first, second, at + 4 * m, o0, o1, o2, o3);
            Put(mr, mi, back, back2, end - 4 * m, o0, o1, o2, o3);
            Pair(a.R3, a.I3, b.R0, b.I0, mirror + k + 3 * m, m, scale, out r, out i, out mr, out mi);
            Put(r, i, first, second, at + 6 * m, o0, o1, o2, o3);
            Put(mr, mi, back, back2, end - 6 * m, o0, o1, o2, o3);
        }
    }

    // X[k] and X[h-k] from Z[k] and Z[h-k].
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector<float> zr, Vector<float> zi, Vector<float> br, Vector<float> bi, float* w, nint m, Vector512<float> scale,
        out Vector512<float> re, out Vector512<float> im, out Vector512<float> mirroredRe, out Vector512<float> mirroredIm)
    {
        Vector<float> er = zr + br, ei = zi - bi, or = zi + bi, oi = br - zr, wr = Quarters(w), wi = Quarters(w + 4 * m);
        Vector<float> tr = VectorMath.MultiplySubtract(or, wr, oi * wi), ti = VectorMath.MultiplyAdd(or, wi, oi * wr);
        re = (er + tr).AsVector512() * scale;
        im = (ei + ti).AsVector512() * scale;
        mirroredRe = (er - tr).AsVector512() * scale;
        mirroredIm = (ti - ei).AsVector512() * scale;
    }

    // Bins 0, m, 2m, 3m and 4m, which are each other's mirror images.
    [SkipLocalsInit]
    private static void Edge(float* y, float* w, float* mirror, nint m, Vector512<float> scale, float** to)
    {
        float* numbers = stackalloc float[5 * 32];
        Vector512<int> first = Order(false, false), second = first + Vector512.Create(8);
        Four(y, 32, w, m, out Bins x);
        Pair(x.R0, x.I0, x.R0, x.I0, mirror, m, scale,
            out Vector512<float> r, out Vector512<float> i, out Vector512<float> lastRe, out Vector512<float> lastIm);
        Put(r, i, first, second, 0, numbers, numbers + 8, numbers + 16, numbers + 24);
        Put(lastRe, lastIm, first, second, 128, numbers, numbers + 8, numbers + 16, numbers + 24);
        Pair(x.R1, x.I1, x.R3, x.I3, mirror + m, m, scale, out r, out i, out lastRe, out lastIm);
        Put(r, i, first, second, 32, numbers, numbers + 8, numbers + 16, numbers + 24);
        Put(lastRe, lastIm, first, second, 96, numbers, numbers + 8, numbers + 16, numbers + 24);
        Pair(x.R2, x.I2, x.R2, x.I2, mirror + 2 * m, m, scale, out r, out i, out _, out _);
        Put(r, i, first, second, 64, numbers, numbers + 8, numbers + 16, numbers + 24);
        for (int row = 0; row < Rows; row++)
            for (int quarter = 0; quarter <= 4; quarter++) *(long*)(to[row] + 2 * quarter * m) = *(long*)(numbers + 32 * quarter + 8 * row);
    }
}
