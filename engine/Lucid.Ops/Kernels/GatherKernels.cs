using System;
using System.Numerics;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>result[..., j, ...] = source[..., index[..., j, ...], ...] along one dimension. Operands are row-major, positions checked.</summary>
internal readonly unsafe struct GatherKernel(Operand source, Operand index, Operand result, int dim) : IKernel
{
    public string Name => "gather";

    public void Run()
    {
        if (result.Count == 0) return;
        switch (result.DType.ItemSize())
        {
            case 1: Gather<byte>(); break;
            case 2: Gather<short>(); break;
            case 4: Gather<int>(); break;
            case 8: Gather<long>(); break;
            default: Gather<Complex>(); break;
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Read(in index);
        visitor.Write(in result);
    }

    private void Gather<T>() where T : unmanaged
    {
        Job<T> job;
        job.Rows = new IndexRows(index.Layout, source.Layout, dim);
        job.From = source.Pointer<T>();
        job.To = result.Pointer<T>();
        job.Positions = index.Pointer<long>();
        Team.Run((nint)result.Count, 16384, &Elements<T>, &job);
    }

    private struct Job<T> where T : unmanaged
    {
        internal IndexRows Rows;
        internal T* From;
        internal T* To;
        internal long* Positions;
    }

    private static void Elements<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job<T>* job = (Job<T>*)context;
        IndexRows* rows = &job->Rows;
        long across = rows->InnerStride, stride = rows->Stride;
        for (long at = begin; at < end;)
        {
            long row = at / rows->Inner, first = at - row * rows->Inner, count = Math.Min(end - at, rows->Inner - first);
            T* from = job->From + rows->Base(row) + first * across;
            T* to = job->To + at;
            long* positions = job->Positions + at;
            if (across == 0 && stride == 1)
                for (long i = 0; i < count; i++) to[i] = from[positions[i]];
            else
                for (long i = 0; i < count; i++, from += across) to[i] = from[positions[i] * stride];
            at += count;
        }
    }
}

/// <summary>What a scatter does with a value that meets another.</summary>
internal enum ScatterMode : byte
{
    Write,
    Add,
    Multiply,
    Maximum,
    Minimum,
}

/// <summary>Writes elements along one dimension or joins them in, in order: deterministic, the last write wins.</summary>
internal readonly unsafe struct ScatterKernel(Operand source, Operand index, Operand result, int dim, ScatterMode mode) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.All;

    public string Name => mode switch { ScatterMode.Write => "scatter", ScatterMode.Add => "scatter_add", _ => "scatter_reduce" };

    public void Run()
    {
        if (index.Count == 0) return;
        ScatterKernel self = this;
        ElementSwitch.Run(result.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Read(in index);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => Scatter<T>();

    public void Bool() => Scatter<byte>();

    public void Complex<T>() where T : unmanaged => Scatter<T>();

    private void Scatter<T>() where T : unmanaged
    {
        Job<T> job;
        job.Rows = new IndexRows(index.Layout, result.Layout, dim);
        job.From = source.Pointer<T>();
        job.To = result.Pointer<T>();
        job.Positions = index.Pointer<long>();
        job.Mode = mode;
        job.Truth = result.DType == DType.Bool;
        // Rows of the last dimension write apart; along another dimension the order of all elements counts.
        nint rows = (nint)(index.Count / job.Rows.Inner);
        if (rows == 1 && job.Rows.InnerStride == 0 && job.Rows.Stride == 1 && mode is (ScatterMode.Write or ScatterMode.Add)
            && ElementRow.Run(job.From, job.Positions, (nint)job.Rows.Inner, job.To, (nint)result.Count, mode == ScatterMode.Add)) return;
        // Short rows of which most is written.
        long row = result.Layout.Rank == 0 ? 1 : result.Layout[dim];
        bool ahead = job.Rows.InnerStride == 0 && job.Rows.Stride == 1 && row * sizeof(T) <= AheadBytes && row <= 2 * job.Rows.Inner;
        job.Ahead = ahead ? (nint)row : 0;
        nint grain = job.Rows.InnerStride == 0 ? (nint)Math.Max(1, 16384 / job.Rows.Inner) : rows;
        Team.Run(rows, grain, &Rows<T>, &job);
    }

    // A fraction of the first-level cache.
    private const int AheadBytes = 8 << 10;

    private struct Job<T> where T : unmanaged
    {
        internal IndexRows Rows;
        internal T* From;
        internal T* To;
        internal long* Positions;
        internal ScatterMode Mode;
        internal bool Truth;
        internal nint Ahead;
    }

    private static void Rows<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job<T>* job = (Job<T>*)context;
        IndexRows* rows = &job->Rows;
        long across = rows->InnerStride, stride = rows->Stride, count = rows->Inner;
        bool truth = job->Truth;
        for (nint row = begin; row < end; row++)
        {
            T* from = job->From + row * count;
            T* to = job->To + rows->Base(row);
            // Lines in no order: the next row's are asked for in order, where they stay until then.
            T* next = row + 1 < end && job->Ahead > 0 ? job->To + rows->Base(row + 1) : to;
            for (nint i = 0; i < job->Ahead; i += 64 / sizeof(T)) VectorMath.Prefetch(next + i);
            long* positions = job->Positions + row * count;
            if (job->Mode == ScatterMode.Write && stride == 1 && across == 0)
                for (long i = 0; i < count; i++) to[positions[i]] = from[i];
            else if (job->Mode == ScatterMode.Write)
                for (long i = 0; i < count; i++, to += across) to[positions[i] * stride] = from[i];
            else if (job->Mode == ScatterMode.Add)
                for (long i = 0; i < count; i++, to += across) to[positions[i] * stride] = Sum(to[positions[i] * stride], from[i], truth);
            else
                for (long i = 0; i < count; i++, to += across) to[positions[i] * stride] = Join(to[positions[i] * stride], from[i], job->Mode);
        }
    }

    // Products and extremes meet in a wide type; NaN wins over every number.
    private static T Join<T>(T a, T b, ScatterMode mode) where T : unmanaged
    {
        if (typeof(T) == typeof(Complex64)) return (T)(object)(Complex64)Product((Complex)(Complex64)(object)a, (Complex)(Complex64)(object)b, mode);
        if (typeof(T) == typeof(Complex)) return (T)(object)Product((Complex)(object)a, (Complex)(object)b, mode);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
        {
            double x = ElementCast.Cast<T, double>(a), y = ElementCast.Cast<T, double>(b);
            return ElementCast.Cast<double, T>(mode == ScatterMode.Multiply ? x * y : mode == ScatterMode.Maximum ? Math.Max(x, y) : Math.Min(x, y));
        }
        long p = ElementCast.Cast<T, long>(a), q = ElementCast.Cast<T, long>(b);
        return ElementCast.Cast<long, T>(mode == ScatterMode.Multiply ? unchecked(p * q) : mode == ScatterMode.Maximum ? Math.Max(p, q) : Math.Min(p, q));
    }

    private static Complex Product(Complex a, Complex b, ScatterMode mode) => mode == ScatterMode.Multiply
        ? a * b
        : throw new ArgumentValueException("scatter_reduce", "scatter_reduce: complex numbers have no order: amax and amin need real numbers", "reduce");

    private static T Sum<T>(T a, T b, bool truth) where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return (T)(object)((float)(object)a + (float)(object)b);
        if (typeof(T) == typeof(double)) return (T)(object)((double)(object)a + (double)(object)b);
        if (typeof(T) == typeof(long)) return (T)(object)((long)(object)a + (long)(object)b);
        if (typeof(T) == typeof(int)) return (T)(object)((int)(object)a + (int)(object)b);
        if (typeof(T) == typeof(short)) return (T)(object)(short)((short)(object)a + (short)(object)b);
        if (typeof(T) == typeof(sbyte)) return (T)(object)(sbyte)((sbyte)(object)a + (sbyte)(object)b);
        if (typeof(T) == typeof(byte)) return (T)(object)(truth ? (byte)((byte)(object)a | (byte)(object)b) : (byte)((byte)(object)a + (byte)(object)b));
        if (typeof(T) == typeof(Half)) return (T)(object)(Half)((float)(Half)(object)a + (float)(Half)(object)b);
        if (typeof(T) == typeof(BFloat16)) return (T)(object)(BFloat16)((float)(BFloat16)(object)a + (float)(BFloat16)(object)b);
        if (typeof(T) == typeof(Complex64)) return (T)(object)(Complex64)((Complex)(Complex64)(object)a + (Complex)(Complex64)(object)b);
        return (T)(object)((Complex)(object)a + (Complex)(object)b);
    }
}

/// <summary>Elements of one row through the kernel that shares it out over threads, where there is one.</summary>
internal static unsafe class ElementRow
{
    internal static bool Run<T>(T* from, long* positions, nint count, T* to, nint size, bool add) where T : unmanaged
    {
        if (!add)
        {
            // By size alone.
            if (sizeof(T) == 4) ElementScatter.Write((int*)from, positions, count, (int*)to, size);
            else if (sizeof(T) == 8) ElementScatter.Write((long*)from, positions, count, (long*)to, size);
            else return false;
        }
        else if (typeof(T) == typeof(float)) ElementScatter.Add((float*)from, positions, count, (float*)to, size);
        else if (typeof(T) == typeof(double)) ElementScatter.Add((double*)from, positions, count, (double*)to, size);
        else if (typeof(T) == typeof(long)) ElementScatter.Add((long*)from, positions, count, (long*)to, size);
        else if (typeof(T) == typeof(int)) ElementScatter.Add((int*)from, positions, count, (int*)to, size);
        else return false;
        return true;
    }
}

/// <summary>The rows (last dimensions) of an index tensor and where each begins in another tensor, the indexed dimension left out.</summary>
internal unsafe struct IndexRows
{
    private const int MaxRank = 64;

    private readonly int _outer;
    private fixed long _sizes[MaxRank], _strides[MaxRank];

    internal IndexRows(Layout shape, Layout target, int dim)
    {
        int last = shape.Rank - 1;
        _outer = Math.Max(last, 0);
        for (int d = 0; d < last; d++)
        {
            _sizes[d] = shape[d];
            _strides[d] = d == dim ? 0 : target.Strides[d];
        }
        Inner = last < 0 ? 1 : shape[last];
        InnerStride = last < 0 || last == dim || target.Rank == 0 ? 0 : target.Strides[last];
        Stride = target.Rank == 0 ? 1 : target.Strides[dim];
    }

    /// <summary>Elements in a row.</summary>
    internal long Inner { get; }

    /// <summary>Distance in the other tensor of neighbours in a row; 0 where the row runs along the indexed dimension.</summary>
    internal long InnerStride { get; }

    /// <summary>Distance of neighbours along the indexed dimension.</summary>
    internal long Stride { get; }

    /// <summary>Where a row begins, with 0 in the indexed dimension.</summary>
    internal long Base(long row)
    {
        long place = 0;
        for (int d = _outer - 1; d > 0; d--)
        {
            place += row % _sizes[d] * _strides[d];
            row /= _sizes[d];
        }
        return _outer > 0 ? place + row * _strides[0] : 0;
    }
}
