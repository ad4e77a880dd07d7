using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;
using Lucid.Ops.Declaration;
using Lucid.Streams;
using Loops = Lucid.Cpu.Loops;

namespace Lucid.Ops.Kernels;

/// <summary>Picks positions of one dimension: result[o, i, :] = source[o, index[i], :]. Operands are row-major, positions checked.</summary>
internal readonly unsafe struct RowGatherKernel(Operand source, Operand index, Operand result, int dim) : IKernel
{
    public string Name => "index_select";

    public void Run()
    {
        if (result.Count == 0) return;
        Job job;
        job.Outer = 1;
        for (int i = 0; i < dim; i++) job.Outer *= source.Sizes[i];
        job.Size = source.Layout.Rank == 0 ? 1 : source.Sizes[dim];
        job.Picked = index.Count;
        job.RowBytes = result.Count / (job.Outer * job.Picked) * result.DType.ItemSize();
        job.Source = source.Bytes;
        job.Index = index.Pointer<long>();
        job.Result = result.Bytes;
        nint rows = (nint)(job.Outer * job.Picked);
        Team.Run(rows, (nint)Math.Max(1, 32768 / job.RowBytes), &CopyRows, &job);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Read(in index);
        visitor.Write(in result);
    }

    private struct Job
    {
        internal long Outer;
        internal long Size;
        internal long Picked;
        internal long RowBytes;
        internal byte* Source;
        internal long* Index;
        internal byte* Result;
    }

    private static void CopyRows(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        // One element to a row is common, and a call for each would cost more than the copy.
        if (job->RowBytes == 4) CopyElements<int>(job, begin, end);
        else if (job->RowBytes == 8) CopyElements<long>(job, begin, end);
        else
            for (long row = begin; row < end; row++)
            {
                byte* from = job->Source + (row / job->Picked * job->Size + job->Index[row % job->Picked]) * job->RowBytes;
                NativeMemory.Copy(from, job->Result + row * job->RowBytes, (nuint)job->RowBytes);
            }
    }

    private static void CopyElements<T>(Job* job, long begin, long end) where T : unmanaged
    {
        T* to = (T*)job->Result;
        for (long at = begin; at < end;)
        {
            long outer = at / job->Picked, first = at - outer * job->Picked, count = Math.Min(end - at, job->Picked - first);
            T* from = (T*)job->Source + outer * job->Size;
            long* positions = job->Index + first;
            for (long i = 0; i < count; i++) to[at + i] = from[positions[i]];
            at += count;
        }
    }
}

/// <summary>
/// Writes or adds rows at positions of one dimension, in the order of the index: deterministic, the last write wins.
/// Operands are row-major, positions checked.
/// </summary>
internal readonly unsafe struct RowScatterKernel(Operand source, Operand index, Operand result, int dim, bool add) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.All;

    public string Name => add ? "index_add" : "index_copy";

    public void Run()
    {
        if (source.Count == 0 || result.Count == 0) return;
        RowScatterKernel self = this;
        ElementSwitch.Run(result.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Read(in index);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => Scatter<T>(1, or: false);

    public void Bool() => Scatter<byte>(1, or: true);

    public void Complex<T>() where T : unmanaged
    {
        // Complex rows add as rows of real pairs.
        if (typeof(T) == typeof(Complex)) Scatter<double>(2, or: false);
        else Scatter<float>(2, or: false);
    }

    private void Scatter<T>(int parts, bool or) where T : unmanaged
    {
        Job<T> job = new() { From = (T*)source.Bytes, To = (T*)result.Bytes, Positions = index.Pointer<long>(), Outer = 1, Picked = index.Count };
        for (int i = 0; i < dim; i++) job.Outer *= result.Sizes[i];
        job.Size = result.Layout.Rank == 0 ? 1 : result.Sizes[dim];
        job.Inner = result.Count / (job.Outer * job.Size) * parts;
        job.Add = add;
        job.Or = or;
        if (job.Inner == 1 && job.Outer == 1 && !or && ElementRow.Run(job.From, job.Positions, (nint)job.Picked, job.To, (nint)job.Size, add)) return;
        // Rows meet in the order of the index, so that the team shares out columns.
        Team.Run((nint)((job.Inner + Unit - 1) / Unit), (nint)Math.Max(1, 65536 / (Unit * job.Outer * job.Picked)), &Columns<T>, &job);
    }

    private const int Unit = 64;

    private struct Job<T> where T : unmanaged
    {
        internal T* From, To;
        internal long* Positions;
        internal long Outer, Size, Picked, Inner;
        internal bool Add, Or;
    }

    private static void Columns<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job<T>* job = (Job<T>*)context;
        long inner = job->Inner, first = begin * Unit, count = Math.Min(end * Unit, inner) - first;
        T* from = job->From + first, to = job->To + first;
        bool add = job->Add, or = job->Or;
        for (long o = 0; o < job->Outer; o++)
        {
            for (long i = 0; i < job->Picked; i++, from += inner)
            {
                T* row = to + (o * job->Size + job->Positions[i]) * inner;
                // Rows are anywhere: the one after the next is asked for now.
                if (inner > 1 && i + 2 < job->Picked)
                {
                    byte* next = (byte*)(to + (o * job->Size + job->Positions[i + 2]) * inner);
                    for (long b = 0, bytes = Math.Min(count * sizeof(T), 2048); b < bytes; b += 64) VectorMath.Prefetch(next + b);
                }
                if (inner == 1 && !or && sizeof(T) >= 4) *row = add ? Sum(*row, *from) : *from;
                else if (add && (typeof(T) == typeof(float) || typeof(T) == typeof(double)))
                {
                    long j = 0;
                    for (; j <= count - Vector<T>.Count; j += Vector<T>.Count) (Vector.Load(row + j) + Vector.Load(from + j)).Store(row + j);
                    for (; j < count; j++) row[j] = Sum(row[j], from[j]);
                }
                else if (!add) NativeMemory.Copy(from, row, (nuint)(count * sizeof(T)));
                else if (or) Loops.Pointwise.BinaryContiguous(new OrRows(), (byte*)row, (byte*)from, (byte*)row, (nint)count);
                else Loops.Pointwise.BinaryContiguous(new AddRows(), row, from, row, (nint)count);
            }
        }
    }

    // One lane of the vector sum: the same rounding, and no table of types.
    private static T Sum<T>(T x, T y) where T : unmanaged => default(AddRows).Invoke(Vector.CreateScalar(x), Vector.CreateScalar(y)).ToScalar();

    private readonly struct AddRows : Lucid.Cpu.Simd.IBinaryOperator
    {
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x + y;
    }

    private readonly struct OrRows : Lucid.Cpu.Simd.IBinaryOperator
    {
        public Vector<T> Invoke<T>(Vector<T> x, Vector<T> y) where T : unmanaged => x | y;
    }
}

/// <summary>Chooses between two operands, already broadcast.</summary>
internal readonly unsafe struct WhereKernel(Operand condition, Operand x, Operand y, Operand result) : IPointwiseKernel
{
    public string Name => "where";

    public string? Expression => "({0} ? {1} : {2})";

    public void Run()
    {
        switch (result.DType.ItemSize())
        {
            case 1: Choose<byte>(); break;
            case 2: Choose<short>(); break;
            case 4: Choose<float>(); break;
            case 8: Choose<double>(); break;
            default: Choose<Complex>(); break;
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in condition);
        visitor.Read(in x);
        visitor.Read(in y);
        visitor.Write(in result);
    }

    private void Choose<T>() where T : unmanaged => Loops.Pointwise.Where(result.Sizes, condition.Pointer<byte>(), condition.Strides,
        x.Pointer<T>(), x.Strides, y.Pointer<T>(), y.Strides, result.Pointer<T>(), result.Strides);
}
