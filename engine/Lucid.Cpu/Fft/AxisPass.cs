using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Fft;

/// <summary>Transforms all sequences along one dimension.</summary>
internal static unsafe class AxisPass<T> where T : unmanaged
{
    // What stays in the second-level cache.
    private const long MostLaneBytes = 512 << 10;

    private enum Kind
    {
        Complex,
        RealToComplex,
        ComplexToReal,
    }

    private struct Job
    {
        internal SequenceSet Set;
        internal T* Input, Output;
        internal long Length, Points;
        internal bool Inverse, Bypass;
        internal double Factor;
        internal Kind Kind;
        internal GCHandle Plan, Half, Chirp, Rader;
    }

    internal static void Complex(in SequenceSet set, long n, T* x, T* o, bool inverse, double factor) =>
        Run(in set, n, n, x, o, inverse, factor, Kind.Complex);

    // An even number of reals is half as many complex numbers; an odd number gets imaginary parts of zero.
    internal static void RealToComplex(in SequenceSet set, long n, T* x, T* o, double factor) =>
        Run(in set, n, n % 2 == 0 ? n / 2 : n, x, o, false, factor, Kind.RealToComplex);

    internal static void ComplexToReal(in SequenceSet set, long n, T* x, T* o, double factor) =>
        Run(in set, n, n % 2 == 0 ? n / 2 : n, x, o, true, factor, Kind.ComplexToReal);

    private static void Run(in SequenceSet set, long n, long points, T* x, T* o, bool inverse, double factor, Kind kind)
    {
        Job job = new() { Set = set, Input = x, Output = o, Length = n, Points = points, Inverse = inverse, Factor = factor, Kind = kind };
        job.Bypass = LaneTransfer<T>.Bypasses(x, (nint)(set.Count * n), o, set.OutputStride / 2);
        int width = Vector<T>.Count;
        bool smooth = Roots.LargestPrimeFactor(points) <= LanePlan<T>.LargestRadix;
        // Several short sequences of any other length: their convolutions run side by side.
        bool convolved = !smooth && set.Count * 2 >= width && 4 * points * width * sizeof(T) <= MostLaneBytes;
        Rader<T>? rader = convolved && Rader<T>.Takes(points) ? Rader<T>.For(points) : null;
        Bluestein<T>? chirp = convolved && rader is null ? Bluestein<T>.For(points) : null;
        if (chirp is { FitsLanes: false }) chirp = null;
        convolved = chirp is not null || rader is not null;
        long lanePoints = rader is not null ? points - 1 : chirp?.Padded ?? points;
        bool side = (smooth || convolved) && lanePoints * 2 * width * sizeof(T) <= MostLaneBytes;
        // A few sequences waste lanes, which short ones can afford.
        if (side && (convolved || set.Count * 2 >= width || FourStepPlan<T>.For(points) is null))
        {
            bool real = kind == Kind.RealToComplex && n % 2 == 0;
            if (typeof(T) == typeof(float) && (real || kind == Kind.Complex) && smooth && QuarterRows.Takes(in set, points, real))
            {
                QuarterRows.Run(in set, points, (float*)x, (float*)o, inverse, real, (float)factor);
                return;
            }
            job.Plan = GCHandle.Alloc(PlanCache<LanePlan<T>>.Get(lanePoints, static length => new LanePlan<T>((int)length)));
            if (kind != Kind.Complex && n % 2 == 0) job.Half = GCHandle.Alloc(PlanCache<MirrorRoots>.Get(n, static length => new MirrorRoots(length)));
            if (chirp is not null) job.Chirp = GCHandle.Alloc(chirp);
            if (rader is not null) job.Rader = GCHandle.Alloc(rader);
            try
            {
                Team.Run((nint)((set.Count + width - 1) / width), (nint)Math.Max(1, 4096 / (lanePoints * width)), &Groups, &job);
            }
            finally
            {
                job.Plan.Free();
                if (job.Half.IsAllocated) job.Half.Free();
                if (job.Chirp.IsAllocated) job.Chirp.Free();
                if (job.Rader.IsAllocated) job.Rader.Free();
            }
        }
        else Team.Run((nint)set.Count, (nint)Math.Max(1, 4096 / points), &Singles, &job);
    }

    // As many sequences as a vector has lanes: where they are in memory and in lanes.
    private struct Group
    {
        internal Job* Job;
        internal long* From, To;
        internal int* Places;
        internal T* Numbers, Result;
        internal int Lanes;
        internal bool Beside;
    }

    [SkipLocalsInit]
    private static void Groups(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        var plan = (LanePlan<T>)job->Plan.Target!;
        var roots = job->Half.IsAllocated ? (MirrorRoots)job->Half.Target! : null;
        var chirp = job->Chirp.IsAllocated ? (Bluestein<T>)job->Chirp.Target! : null;
        var rader = job->Rader.IsAllocated ? (Rader<T>)job->Rader.Target! : null;
        int width = Vector<T>.Count;
        nint step = 2 * width, n = (nint)job->Points, room = (chirp is null ? n + 1 : (nint)chirp.Padded + 1) * step;
        using Workspace buffers = new((chirp is null && rader is null ? 1 : 2) * room * sizeof(T));
        T* numbers = (T*)buffers.Pointer;
        long* from = stackalloc long[Vector<byte>.Count], to = stackalloc long[Vector<byte>.Count];
        int* places = rader is null ? plan.Places : rader.Places;
        Group group = new() { Job = job, From = from, To = to, Places = places, Numbers = numbers, Result = chirp is null ? numbers : numbers + room };
        bool unfold = job->Kind == Kind.RealToComplex && roots is not null;
        delegate*<void*, nint, nint, void> after = unfold ? null : &Store;
        for (nint at = begin; at < end; at++)
        {
            group.Lanes = (int)Math.Min(width, job->Set.Count - at * width);
            group.Beside = job->Set.Offsets(at * width, group.Lanes, from, to) && group.Lanes == width;
            bool columns = job->Kind == Kind.Complex && group.Beside && chirp is null && rader is null;
            switch (job->Kind)
            {
                case Kind.Complex:
                    if (!columns) Load(&group, n, job->Inverse);
                    break;
                case Kind.RealToComplex when roots is null:
                    LaneTransfer<T>.LoadAny(job->Input, from, group.Lanes, job->Set.InputStride, 0, 0, n, false, numbers, places);
                    break;
                case Kind.RealToComplex:
                    if (group.Lanes == width && job->Set.InputStride == 1) LaneTransfer<T>.LoadRows(job->Input, from, n, false, numbers, places);
                    else
                    {
                        nint stride = job->Set.InputStride;
                        LaneTransfer<T>.LoadAny(job->Input, from, group.Lanes, 2 * stride, stride, 0, n, false, numbers, places);
                    }
                    break;
                case Kind.ComplexToReal when roots is null:
                    Load(&group, n / 2 + 1, true);
                    Mirror.Complete(numbers, n, places);
                    break;
                default:
                    Load(&group, n + 1, false);
                    Mirror.Fold(roots!, numbers, n, places);
                    break;
            }
            if (rader is not null)
            {
                rader.RunLanes(numbers, numbers + room);
                if (!unfold) Store(&group, 0, n);
            }
            else if (chirp is null) LaneTransform<T>.Run(plan, numbers, columns ? &LoadColumns : null, after, &group);
            else chirp.RunLanes(plan, numbers, group.Result, after, &group);
            if (!unfold) continue;
            Mirror.Unfold(roots!, group.Result, n);
            Store(&group, 0, n + 1);
        }
    }

    private static void LoadColumns(void* context, nint first, nint step)
    {
        Group* group = (Group*)context;
        Job* job = group->Job;
        LaneTransfer<T>.LoadAdjacent(
            job->Input + group->From[0], job->Set.InputStride / 2, first, step, (nint)job->Points, job->Inverse, group->Numbers, group->Places);
    }

    private static void Load(Group* group, nint n, bool swap)
    {
        T* x = group->Job->Input, to = group->Numbers;
        nint stride = group->Job->Set.InputStride;
        if (group->Beside) LaneTransfer<T>.LoadAdjacent(x + group->From[0], stride / 2, 0, 1, n, swap, to, group->Places);
        else if (group->Lanes == Vector<T>.Count && stride == 2) LaneTransfer<T>.LoadRows(x, group->From, n, swap, to, group->Places);
        else LaneTransfer<T>.LoadAny(x, group->From, group->Lanes, stride, 1, 0, n, swap, to, group->Places);
    }

    // Numbers [first, first + count), as far as the output has them.
    private static void Store(void* context, nint first, nint count)
    {
        Group* group = (Group*)context;
        Job* job = group->Job;
        T* from = group->Result + first * 2 * Vector<T>.Count, o = job->Output;
        T factor = LanePlan<T>.Number(job->Factor);
        nint stride = job->Set.OutputStride, imaginary = 1;
        bool swap = job->Kind == Kind.Complex ? job->Inverse : job->Kind == Kind.ComplexToReal, rows = stride == 2, beside = group->Beside;
        if (job->Kind == Kind.RealToComplex) count = Math.Min(count, (nint)(job->Length / 2 + 1) - first);
        else if (job->Kind == Kind.ComplexToReal)
        {
            // Pairs of reals, or with an odd number of them real parts alone.
            bool pairs = job->Length % 2 == 0;
            beside = false;
            rows = pairs && stride == 1;
            imaginary = pairs ? stride : 0;
            if (pairs) stride *= 2;
        }
        if (count <= 0) return;
        o += first * stride;
        if (beside)
        {
            o += group->To[0];
            LaneTransfer<T>.StoreAdjacent(from, stride / 2, count, swap, factor, o, job->Bypass && (nint)o % 64 == 0);
        }
        else if (rows && group->Lanes == Vector<T>.Count) LaneTransfer<T>.StoreRows(from, o, group->To, count, swap, factor);
        else LaneTransfer<T>.StoreAny(from, o, group->To, group->Lanes, stride, imaginary, 0, count, swap, factor);
    }

    // Long sequences, and lengths with large prime factors: one after the other, each over all threads if it is alone.
    private static void Singles(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        long from, to;
        for (nint i = begin; i < end; i++)
        {
            job->Set.Offsets(i, 1, &from, &to);
            T* x = job->Input + from, o = job->Output + to;
            nint xs = job->Set.InputStride, os = job->Set.OutputStride, n = (nint)job->Length, half = n / 2;
            if (job->Kind == Kind.Complex)
            {
                Sequence<T>.Run(x, xs / 2, o, os / 2, n, job->Inverse, job->Factor);
                continue;
            }
            bool even = n % 2 == 0;
            using Workspace scratch = new(2 * (even ? half + 1 : n) * sizeof(T));
            T* numbers = (T*)scratch.Pointer;
            if (job->Kind == Kind.RealToComplex)
            {
                if (even)
                {
                    if (xs == 1) Sequence<T>.Run(x, 1, numbers, 1, half, false, 1);
                    else
                    {
                        for (nint k = 0; k < n; k++) numbers[k] = x[k * xs];
                        Sequence<T>.Run(numbers, 1, numbers, 1, half, false, 1);
                    }
                    Mirror.Unfold(numbers, o, os, half, job->Factor);
                    continue;
                }
                for (nint k = 0; k < n; k++)
                {
                    numbers[2 * k] = x[k * xs];
                    numbers[2 * k + 1] = default;
                }
                Sequence<T>.Run(numbers, 1, numbers, 1, n, false, job->Factor);
                for (nint k = 0; k <= half; k++)
                {
                    o[k * os] = numbers[2 * k];
                    o[k * os + 1] = numbers[2 * k + 1];
                }
                continue;
            }
            if (even)
            {
                Mirror.Fold(x, xs, numbers, half);
                Sequence<T>.Run(numbers, 1, os == 1 ? o : numbers, 1, half, true, job->Factor);
                for (nint k = 0; k < n && os != 1; k++) o[k * os] = numbers[k];
                continue;
            }
            Mirror.Complete(x, xs, numbers, n);
            Sequence<T>.Run(numbers, 1, numbers, 1, n, true, job->Factor);
            for (nint k = 0; k < n; k++) o[k * os] = numbers[2 * k];
        }
    }
}
