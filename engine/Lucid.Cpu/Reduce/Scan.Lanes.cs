using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Reduce;

/// <summary>Scans of dense rows of float and double with the running results of a vector's lanes found in the register.</summary>
public static unsafe partial class Scan
{
    // Long rows fall into stretches of this length, each scanned from zero and shifted by what went before it: the same numbers
    // whether one thread takes them in turn or many find the stretches' sums first.
    private const nint SumStretch = 16384;

    // Elements that share a reference for their exponentials.
    private const int ExponentialBlock = 64;

    private struct SumJob
    {
        internal void* X, O;
        internal nint Size, Stretches;
        internal double* Offsets;
    }

    private static void SumLanes<T>(ref Job given, nint outer) where T : unmanaged
    {
        SumJob job = new() { X = given.X, O = given.O, Size = given.Size, Stretches = (given.Size + SumStretch - 1) / SumStretch };
        nint grain = Math.Max(1, 16384 / job.Size);
        if (job.Stretches == 1 || outer >= 16 || Team.ThreadCount == 1)
        {
            Team.Run(outer, grain, &SumWholeRows<T>, &job);
            return;
        }
        using Workspace scratch = new(outer * job.Stretches * sizeof(double));
        job.Offsets = (double*)scratch.Pointer;
        Team.Run(outer * job.Stretches, 1, &StretchSums<T>, &job);
        for (nint row = 0; row < outer; row++)
        {
            double before = 0;
            double* offsets = job.Offsets + row * job.Stretches;
            for (nint s = 0; s < job.Stretches; s++) (offsets[s], before) = (before, before + offsets[s]);
        }
        Team.Run(outer * job.Stretches, 1, &ShiftedStretches<T>, &job);
    }

    private static void SumWholeRows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        SumJob* job = (SumJob*)context;
        for (nint row = begin; row < end; row++)
        {
            double before = 0;
            for (nint at = 0; at < job->Size; at += SumStretch)
            {
                nint first = row * job->Size + at;
                before += SumOfStretch((T*)job->X + first, (T*)job->O + first, Math.Min(SumStretch, job->Size - at), before);
            }
        }
    }

    private static void StretchSums<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        SumJob* job = (SumJob*)context;
        for (nint unit = begin; unit < end; unit++)
        {
            nint at = unit % job->Stretches * SumStretch;
            job->Offsets[unit] = SumOfStretch((T*)job->X + unit / job->Stretches * job->Size + at, null, Math.Min(SumStretch, job->Size - at), 0);
        }
    }

    private static void ShiftedStretches<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        SumJob* job = (SumJob*)context;
        for (nint unit = begin; unit < end; unit++)
        {
            nint at = unit % job->Stretches * SumStretch, first = unit / job->Stretches * job->Size + at;
            SumOfStretch((T*)job->X + first, (T*)job->O + first, Math.Min(SumStretch, job->Size - at), job->Offsets[unit]);
        }
    }

    /// <summary>o = before + running sums of x, unless o is null; returns the sum of x.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double SumOfStretch<T>(T* x, T* o, nint n, double before) where T : unmanaged
    {
        nint w = Vector<double>.Count, i = 0;
        Vector<double> shift = Vector.Create(before), sum = Vector<double>.Zero;
        for (; i <= n - 2 * w; i += 2 * w)
        {
            Widen(x + i, out Vector<double> a, out Vector<double> b);
            a = RunningSums(a);
            b = RunningSums(b);
            // Only one addition of each turn waits for the turn before.
            Vector<double> half = Last(a);
            b += half;
            if (o != null)
            {
                Vector<double> offset = sum + shift;
                Narrow(offset + a, offset + b, o + i);
            }
            sum += Last(b);
        }
        double total = sum[0];
        for (; i < n; i++)
        {
            total += ElementCast.Cast<T, double>(x[i]);
            if (o != null) o[i] = ElementCast.Cast<double, T>(total + before);
        }
        return total;
    }

    /// <summary>Adds a row to the running sums and writes them, in pairs of vectors; returns how many elements that were.</summary>
    private static nint AddRow<T>(T* x, T* o, double* running, nint n) where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) return 0;
        nint w = Vector<double>.Count, i = 0;
        for (; i <= n - 2 * w; i += 2 * w)
        {
            Widen(x + i, out Vector<double> a, out Vector<double> b);
            a += Vector.Load(running + i);
            b += Vector.Load(running + i + w);
            a.Store(running + i);
            b.Store(running + i + w);
            Narrow(a, b, o + i);
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen<T>(T* x, out Vector<double> a, out Vector<double> b) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Vector.Widen(Vector.Load((float*)x), out a, out b);
        else (a, b) = (Vector.Load((double*)x), Vector.Load((double*)x + Vector<double>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow<T>(Vector<double> a, Vector<double> b, T* o) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) Vector.Narrow(a, b).Store((float*)o);
        else
        {
            a.Store((double*)o);
            b.Store((double*)o + Vector<double>.Count);
        }
    }

    /// <summary>Lane i becomes the sum of lanes 0 to i: W. D. Hillis and G. L. Steele, "Data parallel algorithms", 1986.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> RunningSums(Vector<double> v)
    {
        if (Avx512F.IsSupported && Vector<double>.Count == 8)
        {
            Vector512<double> x = v.AsVector512();
            x += Avx512F.AlignRight64(x.AsUInt64(), Vector512<ulong>.Zero, 7).AsDouble();
            x += Avx512F.AlignRight64(x.AsUInt64(), Vector512<ulong>.Zero, 6).AsDouble();
            return (x + Avx512F.AlignRight64(x.AsUInt64(), Vector512<ulong>.Zero, 4).AsDouble()).AsVector();
        }
        if (Vector<double>.Count == 4)
        {
            Vector256<double> x = v.AsVector256();
            x += Vector256.Shuffle(x, Vector256.Create(4L, 0, 1, 2));
            return (x + Vector256.Shuffle(x, Vector256.Create(4L, 4, 0, 1))).AsVector();
        }
        Vector128<double> y = v.AsVector128();
        return (y + Vector128.Shuffle(y, Vector128.Create(2L, 0))).AsVector();
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Last(Vector<double> v)
    {
        if (Vector<double>.Count == 8) return Vector512.Shuffle(v.AsVector512(), Vector512.Create(7L)).AsVector();
        if (Vector<double>.Count == 4) return Vector256.Shuffle(v.AsVector256(), Vector256.Create(3L)).AsVector();
        return Vector128.Shuffle(v.AsVector128(), Vector128.Create(1L)).AsVector();
    }

    // The running result is scale e^reference. While a block's first result lies within e^-600 of its greatest term, sums of
    // exponentials relative to that term neither overflow nor vanish; other blocks go element by element.
    [SkipLocalsInit]
    private static void LogSumExpRows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        double* terms = stackalloc double[ExponentialBlock];
        nint lanes = Vector<double>.Count;
        for (nint row = begin; row < end; row++)
        {
            T* x = (T*)job->X + row * job->Size, o = (T*)job->O + row * job->Size;
            double running = double.NegativeInfinity;
            for (nint at = 0; at < job->Size; at += ExponentialBlock)
            {
                nint n = Math.Min(ExponentialBlock, job->Size - at);
                new Span<double>(terms, ExponentialBlock).Fill(double.NegativeInfinity);
                for (nint i = 0; i < n; i++) terms[i] = ElementCast.Cast<T, double>(x[at + i]);
                Vector<double> greatest = Vector.Create(running);
                for (nint i = 0; i < ExponentialBlock; i += lanes) greatest = VectorMath.Maximum(greatest, Vector.Load(terms + i));
                double reference = VectorMath.MaximumLane(greatest);
                if (reference - Math.Max(running, terms[0]) < 600)
                {
                    Vector<double> shift = Vector.Create(reference), sum = VectorMath.Exp(Vector.Create(running) - shift);
                    for (nint i = 0; i < ExponentialBlock; i += lanes)
                    {
                        Vector<double> sums = sum + RunningSums(VectorMath.Exp(Vector.Load(terms + i) - shift));
                        sum = Last(sums);
                        (shift + VectorMath.Log(sums)).Store(terms + i);
                    }
                    running = terms[n - 1];
                }
                else
                    for (nint i = 0; i < n; i++) terms[i] = running = LogAddExp(running, terms[i]);
                for (nint i = 0; i < n; i++) o[at + i] = ElementCast.Cast<double, T>(terms[i]);
            }
        }
    }

    /// <summary>Writes the running extreme and its place while whole vectors of x have nothing to beat it with; returns how many
    /// elements that were.</summary>
    private static nint Unchanged<T>(T* x, T* o, long* places, nint n, double sign, double running, long place) where T : unmanaged
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) return 0;
        nint w = Vector<T>.Count, i = 0;
        Vector<T> factor = VectorMath.Constant<T>(sign), most = VectorMath.Constant<T>(running), result = factor * most;
        Vector<long> where = Vector.Create(place);
        // Written so that NaN beats any number; after one, each further NaN takes its place.
        for (; i <= n - w && Vector.LessThanAll(factor * Vector.Load(x + i), most); i += w)
        {
            result.Store(o + i);
            if (places == null) continue;
            for (nint j = 0; j < w; j += Vector<long>.Count) where.Store(places + i + j);
        }
        return i;
    }
}
