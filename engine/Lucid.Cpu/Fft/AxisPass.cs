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
    // Two buffers of this size stay in the second-level cache.
    private const long MostLaneBytes = 256 << 10;

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
        internal bool Inverse;
        internal double Factor;
        internal Kind Kind;
        internal GCHandle Plan, Half, Chirp;
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
        int width = Vector<T>.Count;
        bool smooth = Roots.LargestPrimeFactor(points) <= LanePlan<T>.LargestRadix;
        // Several short sequences of any other length: their convolutions run side by side.
        Bluestein<T>? chirp = !smooth && set.Count * 2 >= width && 4 * points * width * sizeof(T) <= MostLaneBytes ? Bluestein<T>.For(points) : null;
        if (chirp is { FitsLanes: false }) chirp = null;
        long lanePoints = chirp?.Padded ?? points;
        bool side = (smooth || chirp is not null) && lanePoints * 2 * width * sizeof(T) <= MostLaneBytes;
        // A few sequences waste lanes, which short ones can afford.
        if (side && (chirp is not null || set.Count * 2 >= width || FourStepPlan<T>.For(points) is null))
        {
            job.Plan = GCHandle.Alloc(PlanCache<LanePlan<T>>.Get(lanePoints, static length => new LanePlan<T>((int)length)));
            if (kind != Kind.Complex && n % 2 == 0) job.Half = GCHandle.Alloc(PlanCache<MirrorRoots>.Get(n, static length => new MirrorRoots(length)));
            if (chirp is not null) job.Chirp = GCHandle.Alloc(chirp);
            try
            {
                Team.Run((nint)((set.Count + width - 1) / width), (nint)Math.Max(1, 4096 / (lanePoints * width)), &Groups, &job);
            }
            finally
            {
                job.Plan.Free();
                if (job.Half.IsAllocated) job.Half.Free();
                if (job.Chirp.IsAllocated) job.Chirp.Free();
            }
        }
        else Team.Run((nint)set.Count, (nint)Math.Max(1, 4096 / points), &Singles, &job);
    }

    [SkipLocalsInit]
    private static void Groups(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        var plan = (LanePlan<T>)job->Plan.Target!;
        var roots = job->Half.IsAllocated ? (MirrorRoots)job->Half.Target! : null;
        var chirp = job->Chirp.IsAllocated ? (Bluestein<T>)job->Chirp.Target! : null;
        int width = Vector<T>.Count;
        nint step = 2 * width, n = (nint)job->Points, room = chirp is null ? n + 1 : (nint)chirp.Padded + 1;
        using Workspace buffers = new(2 * room * step * sizeof(T));
        T* first = (T*)buffers.Pointer, second = first + room * step;
        long* from = stackalloc long[Vector<byte>.Count], to = stackalloc long[Vector<byte>.Count];
        for (nint group = begin; group < end; group++)
        {
            int lanes = (int)Math.Min(width, job->Set.Count - group * width);
            bool beside = job->Set.Offsets(group * width, lanes, from, to) && lanes == width;
            T* source = first;
            switch (job->Kind)
            {
                case Kind.Complex:
                    Load(job->Input, job->Set.InputStride, from, lanes, beside, n, job->Inverse, first);
                    break;
                case Kind.RealToComplex when roots is null:
                    LaneTransfer<T>.LoadAny(job->Input, from, lanes, job->Set.InputStride, 0, 0, n, false, first);
                    break;
                case Kind.RealToComplex:
                    if (lanes == width && job->Set.InputStride == 1) LaneTransfer<T>.LoadRows(job->Input, from, n, false, first);
                    else LaneTransfer<T>.LoadAny(job->Input, from, lanes, 2 * job->Set.InputStride, job->Set.InputStride, 0, n, false, first);
                    break;
                case Kind.ComplexToReal when roots is null:
                    Load(job->Input, job->Set.InputStride, from, lanes, beside, n / 2 + 1, true, first);
                    Mirror.Complete(first, n);
                    break;
                default:
                    Load(job->Input, job->Set.InputStride, from, lanes, beside, n + 1, false, second);
                    Mirror.Fold(roots!, second, first, n);
                    break;
            }
            T* result = chirp is null ? LaneTransform<T>.Run(plan, source, second) : chirp.RunLanes(plan, source, second);
            T factor = LanePlan<T>.Number(job->Factor);
            switch (job->Kind)
            {
                case Kind.Complex:
                    Store(result, job->Output, job->Set.OutputStride, to, lanes, beside, n, job->Inverse, factor);
                    break;
                case Kind.RealToComplex when roots is null:
                    Store(result, job->Output, job->Set.OutputStride, to, lanes, beside, n / 2 + 1, false, factor);
                    break;
                case Kind.RealToComplex:
                    T* other = result == first ? second : first;
                    Mirror.Unfold(roots!, result, other, n);
                    Store(other, job->Output, job->Set.OutputStride, to, lanes, beside, n + 1, false, factor);
                    break;
                case Kind.ComplexToReal when roots is null:
                    LaneTransfer<T>.StoreAny(result, job->Output, to, lanes, job->Set.OutputStride, 0, 0, n, true, factor);
                    break;
                default:
                    if (lanes == width && job->Set.OutputStride == 1) LaneTransfer<T>.StoreRows(result, job->Output, to, n, true, factor);
                    else
                        LaneTransfer<T>.StoreAny(result, job->Output, to, lanes, 2 * job->Set.OutputStride, job->Set.OutputStride, 0, n, true, factor);
                    break;
            }
        }
    }

    private static void Load(T* x, nint stride, long* offsets, int lanes, bool beside, nint n, bool swap, T* to)
    {
        if (beside) LaneTransfer<T>.LoadAdjacent(x + offsets[0], stride / 2, n, swap, to);
        else if (lanes == Vector<T>.Count && stride == 2) LaneTransfer<T>.LoadRows(x, offsets, n, swap, to);
        else LaneTransfer<T>.LoadAny(x, offsets, lanes, stride, 1, 0, n, swap, to);
    }

    private static void Store(T* from, T* o, nint stride, long* offsets, int lanes, bool beside, nint n, bool swap, T factor)
    {
        if (beside) LaneTransfer<T>.StoreAdjacent(from, stride / 2, n, swap, factor, o + offsets[0]);
        else if (lanes == Vector<T>.Count && stride == 2) LaneTransfer<T>.StoreRows(from, o, offsets, n, swap, factor);
        else LaneTransfer<T>.StoreAny(from, o, offsets, lanes, stride, 1, 0, n, swap, factor);
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
                Sequence<T>.Run(numbers, 1, numbers, 1, half, true, job->Factor);
                for (nint k = 0; k < n; k++) o[k * os] = numbers[k];
                continue;
            }
            Mirror.Complete(x, xs, numbers, n);
            Sequence<T>.Run(numbers, 1, numbers, 1, n, true, job->Factor);
            for (nint k = 0; k < n; k++) o[k * os] = numbers[2 * k];
        }
    }
}
