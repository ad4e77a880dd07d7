using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Fft;

/// <summary>How one sequence of n = Rows * Columns numbers is transformed by short transforms along both sides of a matrix.</summary>
internal sealed class FourStepPlan<T> where T : unmanaged
{
    private readonly Complex[] _coarse;
    private readonly Complex[] _fine;
    private readonly int _fineBits;

    private FourStepPlan(long length, int rows)
    {
        Length = length;
        Rows = rows;
        Columns = (int)(length / rows);
        Down = PlanCache<LanePlan<T>>.Get(Rows, static n => new LanePlan<T>((int)n));
        Across = PlanCache<LanePlan<T>>.Get(Columns, static n => new LanePlan<T>((int)n));
        _fineBits = BitOperations.Log2((ulong)length) / 2;
        _fine = new Complex[1 << _fineBits];
        _coarse = new Complex[(length >> _fineBits) + 1];
        for (int i = 0; i < _fine.Length; i++) _fine[i] = Roots.Of(i, length);
        for (int i = 0; i < _coarse.Length; i++) _coarse[i] = Roots.Of((long)i << _fineBits, length);
    }

    internal long Length { get; }

    internal int Rows { get; }

    internal int Columns { get; }

    /// <summary>Transforms of the columns, each of Rows numbers.</summary>
    internal LanePlan<T> Down { get; }

    /// <summary>Transforms of the rows, each of Columns numbers.</summary>
    internal LanePlan<T> Across { get; }

    /// <summary>exp(-2πi m / n) for 0 ≤ m ≤ n, as the product of two table entries in double precision.</summary>
    internal Complex Root(long m) => _coarse[m >> _fineBits] * _fine[m & (_fine.Length - 1)];

    /// <summary>The plan for a length, or null where no divisor is near enough to the square root.</summary>
    internal static FourStepPlan<T>? For(long length)
    {
        int rows = SplitOf(length);
        return rows == 0 ? null : PlanCache<FourStepPlan<T>>.Get(length, static n => new FourStepPlan<T>(n, SplitOf(n)));
    }

    private static int SplitOf(long length)
    {
        if (length < 4 * Vector<T>.Count) return 0;
        long root = (long)Math.Sqrt(length), best = 0;
        for (long d = root; d >= 2 && d > root / 8; d--)
        {
            if (length % d != 0) continue;
            // A side that fills whole vectors of columns is worth a less even split.
            if (best == 0) best = d;
            if (length / d % Vector<T>.Count == 0) return (int)d;
        }
        return (int)best;
    }
}

/// <summary>Transforms of single long sequences, over all threads.</summary>
internal static unsafe class FourStep<T> where T : unmanaged
{
    private const int FineTwiddles = 32;

    private struct Job
    {
        internal T* Input, Output, Middle;
        internal nint InputStride, OutputStride;
        internal bool Inverse, Bypass;
        internal T Scale;
        internal System.Runtime.InteropServices.GCHandle Plan;
    }

    /// <summary>Transforms one sequence; strides in complex numbers; input and output may be the same.</summary>
    internal static void Run(FourStepPlan<T> plan, T* x, nint xStride, T* o, nint oStride, bool inverse, T scale)
    {
        // Between the two, blocks of as many columns as a vector has lanes: written one after the other, read a few whole rows at a time.
        int lanes = Vector<T>.Count;
        nint columns = (plan.Columns + lanes - 1) / lanes, rows = (plan.Rows + lanes - 1) / lanes;
        using Workspace middle = new(columns * lanes * plan.Rows * 2 * sizeof(T));
        Job job = new()
        {
            Input = x, Output = o, Middle = (T*)middle.Pointer, InputStride = xStride, OutputStride = oStride,
            Inverse = inverse, Bypass = LaneTransfer<T>.Bypasses(x, (nint)plan.Length, o, plan.Rows), Scale = scale,
            Plan = System.Runtime.InteropServices.GCHandle.Alloc(plan),
        };
        try
        {
            nint grain = Math.Max(1, 4096 / (lanes * (nint)plan.Rows));
            Team.Run(columns, grain, &Down, &job);
            Team.Run(rows, grain, &Across, &job);
        }
        finally
        {
            job.Plan.Free();
        }
    }

    // As many columns, or rows, as a vector has lanes.
    private struct Group
    {
        internal Job* Job;
        internal T* Numbers, Fine, High;
        internal int* Places;
        internal long* Offsets;
        internal int Lanes;
        internal nint First, Rows, Columns;
    }

    // Columns: short transforms, then each number times its root of unity.
    [SkipLocalsInit]
    private static void Down(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        var plan = (FourStepPlan<T>)job->Plan.Target!;
        int width = Vector<T>.Count, n = plan.Rows, coarse = (n + FineTwiddles - 1) / FineTwiddles;
        nint step = 2 * width;
        using Workspace buffers = new((n + coarse + FineTwiddles) * step * sizeof(T));
        T* numbers = (T*)buffers.Pointer, fine = numbers + n * step, high = fine + FineTwiddles * step;
        long* offsets = stackalloc long[Vector<byte>.Count];
        Group group = new()
        {
            Job = job, Numbers = numbers, Fine = fine, High = high, Places = plan.Down.Places, Offsets = offsets, Rows = n, Columns = plan.Columns,
        };
        for (nint at = begin; at < end; at++)
        {
            nint column = at * width;
            group.First = column;
            group.Lanes = (int)Math.Min(width, plan.Columns - column);
            bool whole = group.Lanes == width && job->InputStride == 1;
            if (!whole)
            {
                for (int l = 0; l < group.Lanes; l++) offsets[l] = 2 * (column + l) * job->InputStride;
                LaneTransfer<T>.LoadAny(job->Input, offsets, group.Lanes, 2 * plan.Columns * job->InputStride, 1, 0, n, job->Inverse, numbers, group.Places);
            }
            for (int i = 0; i < FineTwiddles; i++) Factors(plan, column, group.Lanes, i, fine + i * step);
            for (int i = 0; i < coarse; i++) Factors(plan, column, group.Lanes, i * FineTwiddles, high + i * step);
            LaneTransform<T>.Run(plan.Down, numbers, whole ? &LoadColumns : null, &StoreTurned, &group);
        }
    }

    private static void LoadColumns(void* context, nint first, nint step)
    {
        Group* group = (Group*)context;
        Job* job = group->Job;
        LaneTransfer<T>.LoadAdjacent(
            job->Input + 2 * group->First, group->Columns, first, step, group->Rows, job->Inverse, group->Numbers, group->Places);
    }

    private static void StoreTurned(void* context, nint first, nint count)
    {
        Group* group = (Group*)context;
        nint width = Vector<T>.Count, step = 2 * width;
        T* x = group->Numbers + first * step, to = group->Job->Middle + 2 * group->First * group->Rows + first * step;
        for (nint k = first, last = first + count; k < last;)
        {
            T* high = group->High + k / FineTwiddles * step, factor = group->Fine + k % FineTwiddles * step;
            Vector<T> hr = Vector.Load(high), hi = Vector.Load(high + width);
            for (nint stop = Math.Min(last, (k / FineTwiddles + 1) * FineTwiddles); k < stop; k++, x += step, factor += step, to += step)
            {
                Vector<T> fr = Vector.Load(factor), fi = Vector.Load(factor + width);
                Vector<T> wr = VectorMath.MultiplySubtract(fr, hr, fi * hi), wi = VectorMath.MultiplyAdd(fr, hi, fi * hr);
                Vector<T> re = Vector.Load(x), im = Vector.Load(x + width);
                Vector<T> turnedRe = VectorMath.MultiplySubtract(re, wr, im * wi), turnedIm = VectorMath.MultiplyAdd(re, wi, im * wr);
                Lanes<T>.Store(to, turnedRe, turnedIm);
            }
        }
    }

    // exp(-2πi row column / n) for each lane's column.
    private static void Factors(FourStepPlan<T> plan, nint column, int lanes, int row, T* to)
    {
        for (int l = 0; l < Vector<T>.Count; l++)
        {
            Complex root = row >= plan.Rows || l >= lanes ? Complex.One : plan.Root((column + l) * row);
            to[Lanes<T>.Place(l)] = LanePlan<T>.Number(root.Real);
            to[Vector<T>.Count + Lanes<T>.Place(l)] = LanePlan<T>.Number(root.Imaginary);
        }
    }

    [SkipLocalsInit]
    private static void Across(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        var plan = (FourStepPlan<T>)job->Plan.Target!;
        int width = Vector<T>.Count, n = plan.Columns;
        using Workspace buffers = new(n * 2 * width * sizeof(T));
        T* numbers = (T*)buffers.Pointer;
        long* offsets = stackalloc long[Vector<byte>.Count];
        Group group = new() { Job = job, Numbers = numbers, Offsets = offsets, Rows = plan.Rows };
        for (nint at = begin; at < end; at++)
        {
            group.First = at * width;
            group.Lanes = (int)Math.Min(width, plan.Rows - group.First);
            for (int l = 0; l < group.Lanes; l++) offsets[l] = 2 * (group.First + l) * width;
            T* block = job->Middle;
            for (int column = 0; column < n; column += width, block += 2 * width * plan.Rows)
            {
                int count = Math.Min(width, n - column);
                int* places = plan.Across.Places + column;
                if (group.Lanes == width) LaneTransfer<T>.LoadRows(block, offsets, count, false, numbers, places);
                else LaneTransfer<T>.LoadAny(block, offsets, group.Lanes, 2, 1, 0, count, false, numbers, places);
            }
            for (int l = 0; l < group.Lanes; l++) offsets[l] = 2 * (group.First + l) * job->OutputStride;
            LaneTransform<T>.Run(plan.Across, numbers, null, &StoreColumns, &group);
        }
    }

    private static void StoreColumns(void* context, nint first, nint count)
    {
        Group* group = (Group*)context;
        Job* job = group->Job;
        T* from = group->Numbers + first * 2 * Vector<T>.Count, o = job->Output + 2 * first * group->Rows * job->OutputStride;
        if (group->Lanes == Vector<T>.Count && job->OutputStride == 1)
            LaneTransfer<T>.StoreAdjacent(from, group->Rows, count, job->Inverse, job->Scale, o + 2 * group->First, job->Bypass);
        else
        {
            LaneTransfer<T>.StoreAny(
                from, o, group->Offsets, group->Lanes, 2 * group->Rows * job->OutputStride, 1, 0, count, job->Inverse, job->Scale);
        }
    }
}
