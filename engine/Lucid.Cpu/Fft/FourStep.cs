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
        internal nint InputStride, OutputStride, MiddleRow;
        internal bool Inverse;
        internal T Scale;
        internal System.Runtime.InteropServices.GCHandle Plan;
    }

    /// <summary>Transforms one sequence; strides in complex numbers; input and output may be the same.</summary>
    internal static void Run(FourStepPlan<T> plan, T* x, nint xStride, T* o, nint oStride, bool inverse, T scale)
    {
        // Rows of a power of two would all meet in the same cache sets.
        nint row = plan.Columns + 8;
        using Workspace middle = new((nint)plan.Rows * row * 2 * sizeof(T));
        Job job = new()
        {
            Input = x, Output = o, Middle = (T*)middle.Pointer, InputStride = xStride, OutputStride = oStride, MiddleRow = row,
            Inverse = inverse, Scale = scale, Plan = System.Runtime.InteropServices.GCHandle.Alloc(plan),
        };
        try
        {
            int lanes = Vector<T>.Count;
            nint grain = Math.Max(1, 4096 / (lanes * (nint)plan.Rows));
            Team.Run((plan.Columns + lanes - 1) / lanes, grain, &Down, &job);
            Team.Run((plan.Rows + lanes - 1) / lanes, grain, &Across, &job);
        }
        finally
        {
            job.Plan.Free();
        }
    }

    // Columns: short transforms, then each number times its root of unity.
    [SkipLocalsInit]
    private static void Down(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        var plan = (FourStepPlan<T>)job->Plan.Target!;
        int width = Vector<T>.Count, n = plan.Rows, coarse = (n + FineTwiddles - 1) / FineTwiddles;
        nint step = 2 * width;
        using Workspace buffers = new(2 * n * step * sizeof(T) + (coarse + FineTwiddles) * step * sizeof(T));
        T* first = (T*)buffers.Pointer, second = first + n * step, fine = second + n * step, high = fine + FineTwiddles * step;
        long* offsets = stackalloc long[Vector<byte>.Count];
        for (nint group = begin; group < end; group++)
        {
            nint column = group * width;
            int lanes = (int)Math.Min(width, plan.Columns - column);
            if (lanes == width && job->InputStride == 1)
                LaneTransfer<T>.LoadAdjacent(job->Input + 2 * column, plan.Columns, n, job->Inverse, first);
            else
            {
                for (int l = 0; l < lanes; l++) offsets[l] = 2 * (column + l) * job->InputStride;
                LaneTransfer<T>.LoadAny(job->Input, offsets, lanes, 2 * plan.Columns * job->InputStride, 1, 0, n, job->Inverse, first);
            }
            T* result = LaneTransform<T>.Run(plan.Down, first, second);
            for (int i = 0; i < FineTwiddles; i++) Factors(plan, column, lanes, i, fine + i * step);
            for (int i = 0; i < coarse; i++) Factors(plan, column, lanes, i * FineTwiddles, high + i * step);
            Turn(result, fine, high, n);
            T* to = job->Middle + 2 * column;
            if (lanes == width) LaneTransfer<T>.StoreAdjacent(result, job->MiddleRow, n, false, LanePlan<T>.Number(1), to);
            else
            {
                for (int l = 0; l < lanes; l++) offsets[l] = 2 * l;
                LaneTransfer<T>.StoreAny(result, to, offsets, lanes, 2 * job->MiddleRow, 1, 0, n, false, LanePlan<T>.Number(1));
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

    private static void Turn(T* x, T* fine, T* high, int n)
    {
        nint width = Vector<T>.Count, step = 2 * width;
        for (int k = 0; k < n; k += FineTwiddles, high += step)
        {
            Vector<T> hr = Vector.Load(high), hi = Vector.Load(high + width);
            int count = Math.Min(FineTwiddles, n - k);
            T* factor = fine;
            for (int i = 0; i < count; i++, x += step, factor += step)
            {
                Vector<T> fr = Vector.Load(factor), fi = Vector.Load(factor + width);
                Vector<T> wr = VectorMath.MultiplyAdd(fr, hr, -(fi * hi)), wi = VectorMath.MultiplyAdd(fr, hi, fi * hr);
                Vector<T> re = Vector.Load(x), im = Vector.Load(x + width);
                VectorMath.MultiplyAdd(re, wr, -(im * wi)).Store(x);
                VectorMath.MultiplyAdd(re, wi, im * wr).Store(x + width);
            }
        }
    }

    [SkipLocalsInit]
    private static void Across(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        var plan = (FourStepPlan<T>)job->Plan.Target!;
        int width = Vector<T>.Count, n = plan.Columns;
        nint step = 2 * width;
        using Workspace buffers = new(2 * n * step * sizeof(T));
        T* first = (T*)buffers.Pointer, second = first + n * step;
        long* offsets = stackalloc long[Vector<byte>.Count];
        for (nint group = begin; group < end; group++)
        {
            nint row = group * width;
            int lanes = (int)Math.Min(width, plan.Rows - row);
            for (int l = 0; l < lanes; l++) offsets[l] = 2 * (row + l) * job->MiddleRow;
            if (lanes == width) LaneTransfer<T>.LoadRows(job->Middle, offsets, n, false, first);
            else LaneTransfer<T>.LoadAny(job->Middle, offsets, lanes, 2, 1, 0, n, false, first);
            T* result = LaneTransform<T>.Run(plan.Across, first, second);
            if (lanes == width && job->OutputStride == 1)
                LaneTransfer<T>.StoreAdjacent(result, plan.Rows, n, job->Inverse, job->Scale, job->Output + 2 * row);
            else
            {
                for (int l = 0; l < lanes; l++) offsets[l] = 2 * (row + l) * job->OutputStride;
                LaneTransfer<T>.StoreAny(result, job->Output, offsets, lanes, 2 * plan.Rows * job->OutputStride, 1, 0, n, job->Inverse, job->Scale);
            }
        }
    }
}
