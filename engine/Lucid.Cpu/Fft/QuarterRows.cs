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
/// Dense rows of float numbers on 512-bit vectors, four at a time: a quarter of a vector holds four neighbours of a row, so that
/// the lanes are transforms of a quarter of the length, and a last stage joins the four of a row. A fourth of the memory that
/// sixteen rows side by side need: rows of a thousand numbers stay in the first-level cache. The first stage is done while
/// loading, and with real numbers the spectrum is unfolded while storing: both wait for the cache, not for arithmetic.
/// </summary>
internal sealed unsafe partial class QuarterRows
{
    private const int Rows = 4;

    private readonly LanePlan<float> _plan;
    private readonly float[] _twiddles, _mirror;

    private QuarterRows(long length, bool real)
    {
        _plan = PlanCache<LanePlan<float>>.Get(length / 4, static n => new LanePlan<float>((int)n));
        int m = _plan.Length;
        _twiddles = GC.AllocateUninitializedArray<float>(8 * m, pinned: true);
        _mirror = GC.AllocateUninitializedArray<float>(real ? 8 * m : 0, pinned: true);
        for (int k = 0; k < m; k++)
        {
            // Of bins in order, then backwards from m: real and imaginary parts of the square, then of the first power.
            Put(_twiddles, k, m, Roots.Of(2L * k, length), Roots.Of(k, length));
            Put(_twiddles, k + 4 * m, m, Roots.Of(2L * (m - k), length), Roots.Of(m - k, length));
        }
        for (int k = 0; k < _mirror.Length / 2; k++)
        {
            Complex root = Roots.Of(k, 2 * length);
            _mirror[k] = (float)root.Real;
            _mirror[k + 4 * m] = (float)root.Imaginary;
        }
    }

    private static void Put(float[] to, int at, int m, Complex square, Complex root)
    {
        to[at] = (float)square.Real;
        to[at + m] = (float)square.Imaginary;
        to[at + 2 * m] = (float)root.Real;
        to[at + 3 * m] = (float)root.Imaginary;
    }

    private struct Job
    {
        internal SequenceSet Set;
        internal float* Input, Output;
        internal bool Inverse, Real;
        internal float Factor;
        internal GCHandle Plan;
    }

    /// <summary>
    /// Whether rows of so many complex numbers, or twice as many real ones, gain: those that sixteen at a time would leave the
    /// first-level cache; of real rows shorter ones too, for unfolding is free (2000 rows of 512: 0.80 to 0.59 ms).
    /// </summary>
    internal static bool Takes(in SequenceSet set, long points, bool real) => Avx512F.IsSupported && Vector<float>.Count == 16
        && points % 4 == 0 && points > (real ? 128 : 256) && set.InputStride == (real ? 1 : 2) && set.OutputStride == 2;

    /// <summary>Transforms rows of so many complex numbers, or forward of twice as many real ones.</summary>
    internal static void Run(in SequenceSet set, long points, float* x, float* o, bool inverse, bool real, float factor)
    {
        Job job = new() { Set = set, Input = x, Output = o, Inverse = inverse, Real = real, Factor = factor };
        job.Plan = GCHandle.Alloc(PlanCache<QuarterRows>.Get(2 * points + (real ? 1 : 0), static key => new QuarterRows(key / 2, key % 2 != 0)));
        try
        {
            Team.Run((nint)((set.Count + Rows - 1) / Rows), (nint)Math.Max(1, 4096 / (Rows * points)), &Groups, &job);
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
        float* numbers = (float*)buffer.Pointer, w = (float*)Marshal.UnsafeAddrOfPinnedArrayElement(plan._twiddles, 0);
        float** from = stackalloc float*[Rows], to = stackalloc float*[Rows];
        for (nint group = begin; group < end; group++)
        {
            Locate(job, group, from, to);
            int stages = Load(from, m, plan._plan, job->Inverse, numbers);
            LaneTransform<float>.Run(plan._plan, numbers, null, null, null, stages);
            if (job->Real) Unfold(numbers, w, (float*)Marshal.UnsafeAddrOfPinnedArrayElement(plan._mirror, 0), m, job->Factor, to);
            else Join(numbers, w, m, job->Inverse, job->Factor, to);
        }
        GC.KeepAlive(plan);
    }

    // Four rows of the input and the output; where there are fewer, the others repeat the last one.
    private static void Locate(Job* job, nint group, float** from, float** to)
    {
        long* input = stackalloc long[Rows], output = stackalloc long[Rows];
        int rows = (int)Math.Min(Rows, job->Set.Count - group * Rows);
        job->Set.Offsets(group * Rows, rows, input, output);
        for (int row = 0; row < Rows; row++)
        {
            from[row] = job->Input + input[Math.Min(row, rows - 1)];
            to[row] = job->Output + output[Math.Min(row, rows - 1)];
        }
    }

    // Returns how many stages are done. A loop each: in one, the vectors would go through the stack.
    private static int Load(float** rows, nint m, LanePlan<float> plan, bool swap, float* to)
    {
        float* x0 = rows[0], x1 = rows[1], x2 = rows[2], x3 = rows[3];
        int* places = plan.Places;
        Vector512<int> even = (Vector512<int>.Indices << 1) + Vector512.Create(swap ? 1 : 0), odd = even ^ Vector512<int>.One;
        switch (plan.Radices[0])
        {
            case 4:
                LoadFours(x0, x1, x2, x3, 2 * m, places, even, odd, to);
                return 1;
            case 5:
                LoadFives(x0, x1, x2, x3, 8 * (m / 5), places, even, odd, to);
                return 1;
        }
        for (nint t = 0; t < 8 * m; t += 8)
        {
            Take(x0, x1, x2, x3, t, even, odd, out Vector512<float> re, out Vector512<float> im);
            Store(to + places[t >> 3], re, im);
        }
        return 0;
    }

    private static void LoadFours(float* x0, float* x1, float* x2, float* x3, nint apart, int* places, Vector512<int> even, Vector512<int> odd, float* to)
    {
        for (nint t = 0; t < apart; t += 8)
        {
            float* at = to + places[t >> 3];
            Take(x0, x1, x2, x3, t, even, odd, out Vector512<float> r0, out Vector512<float> i0);
            Take(x0, x1, x2, x3, t + 2 * apart, even, odd, out Vector512<float> r2, out Vector512<float> i2);
            (r0, i0, r2, i2) = (r0 + r2, i0 + i2, r0 - r2, i0 - i2);
            Take(x0, x1, x2, x3, t + apart, even, odd, out Vector512<float> r1, out Vector512<float> i1);
            Take(x0, x1, x2, x3, t + 3 * apart, even, odd, out Vector512<float> r3, out Vector512<float> i3);
            (r1, i1, r3, i3) = (r1 + r3, i1 + i3, r1 - r3, i1 - i3);
            Store(at, r0 + r1, i0 + i1);
            Store(at + 32, r2 + i3, i2 - r3);
            Store(at + 64, r0 - r1, i0 - i1);
            Store(at + 96, r2 - i3, i2 + r3);
        }
    }

    private static void LoadFives(float* x0, float* x1, float* x2, float* x3, nint apart, int* places, Vector512<int> even, Vector512<int> odd, float* to)
    {
        Vector512<float> c1 = Vector512.Create(0.30901699437494742410f), c2 = Vector512.Create(-0.80901699437494742410f);
        Vector512<float> s1 = Vector512.Create(0.95105651629515357212f), s2 = Vector512.Create(0.58778525229247312917f);
        for (nint t = 0; t < apart; t += 8)
        {
            float* at = to + places[t >> 3];
            Take(x0, x1, x2, x3, t + apart, even, odd, out Vector512<float> br, out Vector512<float> bi);
            Take(x0, x1, x2, x3, t + 4 * apart, even, odd, out Vector512<float> er, out Vector512<float> ei);
            (br, bi, er, ei) = (br + er, bi + ei, bi - ei, er - br);
            Take(x0, x1, x2, x3, t + 2 * apart, even, odd, out Vector512<float> cr, out Vector512<float> ci);
            Take(x0, x1, x2, x3, t + 3 * apart, even, odd, out Vector512<float> dr, out Vector512<float> di);
            (cr, ci, dr, di) = (cr + dr, ci + di, ci - di, dr - cr);
            Take(x0, x1, x2, x3, t, even, odd, out Vector512<float> ar, out Vector512<float> ai);
            Store(at, ar + br + cr, ai + bi + ci);
            Vector512<float> mr = Fma(br, c1, Fma(cr, c2, ar)), mi = Fma(bi, c1, Fma(ci, c2, ai));
            Vector512<float> nr = Fma(er, s1, dr * s2), ni = Fma(ei, s1, di * s2);
            Store(at + 32, mr + nr, mi + ni);
            Store(at + 128, mr - nr, mi - ni);
            mr = Fma(br, c2, Fma(cr, c1, ar));
            mi = Fma(bi, c2, Fma(ci, c1, ai));
            nr = Avx512F.FusedMultiplySubtract(er, s2, dr * s1);
            ni = Avx512F.FusedMultiplySubtract(ei, s2, di * s1);
            Store(at + 64, mr + nr, mi + ni);
            Store(at + 96, mr - nr, mi - ni);
        }
    }

    // Four complex numbers of each row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(float* x0, float* x1, float* x2, float* x3, nint at, Vector512<int> even, Vector512<int> odd,
        out Vector512<float> re, out Vector512<float> im)
    {
        Vector512<float> a = Vector512.Create(Vector256.Load(x0 + at), Vector256.Load(x1 + at));
        Vector512<float> b = Vector512.Create(Vector256.Load(x2 + at), Vector256.Load(x3 + at));
        re = Avx512F.PermuteVar16x32x2(a, even, b);
        im = Avx512F.PermuteVar16x32x2(a, odd, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Avx512F.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* p, Vector512<float> re, Vector512<float> im)
    {
        re.Store(p);
        im.Store(p + 16);
    }
}
