using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Fft;

/// <summary>
/// Rows of complex float numbers on 512-bit vectors, four at a time: a quarter of a vector holds four neighbours of a row, so that
/// the lanes are transforms of a quarter of the length, and a last stage joins the four of a row. A fourth of the memory that
/// sixteen rows side by side need: rows of a thousand numbers stay in the first-level cache.
/// </summary>
internal sealed unsafe class QuarterRows
{
    private const int Rows = 4;

    private readonly LanePlan<float> _plan;
    private readonly float[] _twiddles;

    private QuarterRows(long length)
    {
        _plan = PlanCache<LanePlan<float>>.Get(length / 4, static n => new LanePlan<float>((int)n));
        int m = _plan.Length, at = 0;
        _twiddles = GC.AllocateUninitializedArray<float>((m + 3) / 4 * 16, pinned: true);
        // The square, then the first power, of the root for each of four bins: real parts, imaginary parts.
        for (int next = 0; next < m; next += 4)
            for (int power = 2; power > 0; power--, at += 8)
                for (int i = 0; i < 4; i++)
                {
                    Complex root = Roots.Of((long)power * (Math.Min(next, m - 4) + i), length);
                    _twiddles[at + i] = (float)root.Real;
                    _twiddles[at + 4 + i] = (float)root.Imaginary;
                }
    }

    private struct Job
    {
        internal SequenceSet Set;
        internal float* Input, Output;
        internal bool Inverse;
        internal float Factor;
        internal GCHandle Plan;
    }

    /// <summary>Whether dense rows of a length gain: those that sixteen at a time would leave the first-level cache.</summary>
    internal static bool Takes(in SequenceSet set, long n) =>
        Avx512F.IsSupported && Vector<float>.Count == 16 && n % 4 == 0 && n > 256 && set.InputStride == 2 && set.OutputStride == 2;

    internal static void Run(in SequenceSet set, long n, float* x, float* o, bool inverse, float factor)
    {
        Job job = new() { Set = set, Input = x, Output = o, Inverse = inverse, Factor = factor };
        job.Plan = GCHandle.Alloc(PlanCache<QuarterRows>.Get(n, static length => new QuarterRows(length)));
        try
        {
            Team.Run((nint)((set.Count + Rows - 1) / Rows), (nint)Math.Max(1, 4096 / (Rows * n)), &Groups, &job);
        }
        finally
        {
            job.Plan.Free();
        }
    }

    [SkipLocalsInit]
    private static void Groups(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        var plan = (QuarterRows)job->Plan.Target!;
        int m = plan._plan.Length;
        using Workspace buffer = new(m * 2 * sizeof(Vector512<float>));
        float* numbers = (float*)buffer.Pointer;
        long* from = stackalloc long[Rows], to = stackalloc long[Rows];
        for (nint group = begin; group < end; group++)
        {
            // The last rows may be fewer: the others repeat the last one.
            int rows = (int)Math.Min(Rows, job->Set.Count - group * Rows);
            job->Set.Offsets(group * Rows, rows, from, to);
            for (int row = rows; row < Rows; row++)
            {
                from[row] = from[rows - 1];
                to[row] = to[rows - 1];
            }
            Load(job->Input + from[0], job->Input + from[1], job->Input + from[2], job->Input + from[3], m, plan._plan.Places, job->Inverse, numbers);
            LaneTransform<float>.Run(plan._plan, numbers, null, null, null);
            Join(numbers, (float*)Marshal.UnsafeAddrOfPinnedArrayElement(plan._twiddles, 0), m, job->Inverse, job->Factor,
                job->Output + to[0], job->Output + to[1], job->Output + to[2], job->Output + to[3]);
        }
        GC.KeepAlive(plan);
    }

    private static void Load(float* x0, float* x1, float* x2, float* x3, nint m, int* places, bool swap, float* to)
    {
        nint real = swap ? 16 : 0, imaginary = 16 - real;
        Vector512<int> even = Vector512<int>.Indices * 2, odd = even + Vector512<int>.One;
        for (nint t = 0; t < m; t++)
        {
            Vector512<float> a = Vector512.Create(Vector256.Load(x0 + 8 * t), Vector256.Load(x1 + 8 * t));
            Vector512<float> b = Vector512.Create(Vector256.Load(x2 + 8 * t), Vector256.Load(x3 + 8 * t));
            float* at = to + places[t];
            Avx512F.PermuteVar16x32x2(a, even, b).Store(at + real);
            Avx512F.PermuteVar16x32x2(a, odd, b).Store(at + imaginary);
        }
    }

    // Four bins of each quarter-length transform become four bins in each quarter of the spectrum.
    private static void Join(float* y, float* w, nint m, bool swap, float factor, float* o0, float* o1, float* o2, float* o3)
    {
        Vector512<float> scale = Vector512.Create(factor);
        Vector<float> two = Vector.Create(2f);
        // Real and imaginary parts in turn: of the first two quarters, of the other two.
        Vector512<int> first = (Vector512<int>.Indices >>> 1) + ((Vector512<int>.Indices & Vector512<int>.One) << 4), second = first + Vector512.Create(8);
        for (nint next = 0; next < m; next += 4, w += 16)
        {
            nint k = Math.Min(next, m - 4);
            float* at = y + k * 32;
            Turn(at, out Vector<float> r0, out Vector<float> r1, out Vector<float> r2, out Vector<float> r3);
            Turn(at + 16, out Vector<float> i0, out Vector<float> i1, out Vector<float> i2, out Vector<float> i3);
            Vector<float> wr = Four(w), wi = Four(w + 4);
            LaneTransform<float>.Cross(ref r0, ref i0, ref r2, ref i2, wr, wi, two);
            LaneTransform<float>.Cross(ref r1, ref i1, ref r3, ref i3, wr, wi, two);
            wr = Four(w + 8);
            wi = Four(w + 12);
            LaneTransform<float>.Cross(ref r0, ref i0, ref r1, ref i1, wr, wi, two);
            LaneTransform<float>.CrossTurned(ref r2, ref i2, ref r3, ref i3, wr, wi, two);
            nint bin = 2 * k;
            Put(r0, i0, scale, swap, first, second, bin, o0, o1, o2, o3);
            Put(r2, i2, scale, swap, first, second, bin + 2 * m, o0, o1, o2, o3);
            Put(r1, i1, scale, swap, first, second, bin + 4 * m, o0, o1, o2, o3);
            Put(r3, i3, scale, swap, first, second, bin + 6 * m, o0, o1, o2, o3);
        }
    }

    // Four bins of each row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector<float> re, Vector<float> im, Vector512<float> scale, bool swap, Vector512<int> first, Vector512<int> second,
        nint at, float* o0, float* o1, float* o2, float* o3)
    {
        Vector512<float> x = re.AsVector512() * scale, y = im.AsVector512() * scale;
        if (swap) (x, y) = (y, x);
        Vector512<float> low = Avx512F.PermuteVar16x32x2(x, first, y), high = Avx512F.PermuteVar16x32x2(x, second, y);
        low.GetLower().Store(o0 + at);
        low.GetUpper().Store(o1 + at);
        high.GetLower().Store(o2 + at);
        high.GetUpper().Store(o3 + at);
    }

    // The same four numbers in every quarter.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Four(float* p) => Avx512F.BroadcastVector128ToVector512(p).AsVector();

    // Four vectors 32 numbers apart, the four by four numbers in each of their quarters transposed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(float* p, out Vector<float> a, out Vector<float> b, out Vector<float> c, out Vector<float> d)
    {
        Vector512<float> x0 = Vector512.Load(p), x1 = Vector512.Load(p + 32), x2 = Vector512.Load(p + 64), x3 = Vector512.Load(p + 96);
        Vector512<double> l01 = Avx512F.UnpackLow(x0, x1).AsDouble(), h01 = Avx512F.UnpackHigh(x0, x1).AsDouble();
        Vector512<double> l23 = Avx512F.UnpackLow(x2, x3).AsDouble(), h23 = Avx512F.UnpackHigh(x2, x3).AsDouble();
        a = Avx512F.UnpackLow(l01, l23).AsSingle().AsVector();
        b = Avx512F.UnpackHigh(l01, l23).AsSingle().AsVector();
        c = Avx512F.UnpackLow(h01, h23).AsSingle().AsVector();
        d = Avx512F.UnpackHigh(h01, h23).AsSingle().AsVector();
    }
}
