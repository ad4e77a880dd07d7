using System;
using Lucid.Cpu.Threads;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>One matrix of each operand of a batch, with sizes whose meaning is the function's own.</summary>
internal unsafe struct MatrixJob
{
    internal nint Rows, Columns, Sides;
    internal int Option;
    internal void* A, B, C, D;
}

/// <summary>
/// A function of whole matrices, called for each of a batch. Operands are dense batches, column-major where they are matrices; several small
/// ones are spread over the team, while large ones use it themselves.
/// </summary>
internal readonly unsafe struct MatrixKernel(
    string name, delegate*<MatrixJob*, void> function, MatrixJob sizes, nint count, Operand a, Operand b, Operand c = default, Operand d = default) : IKernel
{
    private readonly delegate*<MatrixJob*, void> _function = function;

    private struct Batch
    {
        internal delegate*<MatrixJob*, void> Function;
        internal MatrixJob Sizes;
        internal nint A, B, C, D;
    }

    public string Name => name;

    public void Run()
    {
        if (count == 0) return;
        var batch = new Batch { Function = _function, Sizes = sizes, A = Step(a), B = Step(b), C = Step(c), D = Step(d) };
        batch.Sizes.A = First(a);
        batch.Sizes.B = First(b);
        batch.Sizes.C = First(c);
        batch.Sizes.D = First(d);
        double work = (double)sizes.Rows * sizes.Columns * Math.Max(sizes.Columns, 8);
        nint grain = count >= Team.ThreadCount ? (nint)Math.Clamp(20_000 / Math.Max(work, 1), 1, count) : count;
        Team.Run(count, grain, &Each, &batch);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        // Factorisations work in place: each operand counts as written.
        visitor.Write(in a);
        visitor.Write(in b);
        if (c.Storage is not null) visitor.Write(in c);
        if (d.Storage is not null) visitor.Write(in d);
    }

    private static void Each(void* context, nint begin, nint end)
    {
        var batch = (Batch*)context;
        for (nint i = begin; i < end; i++)
        {
            MatrixJob job = batch->Sizes;
            job.A = (byte*)job.A + i * batch->A;
            job.B = (byte*)job.B + i * batch->B;
            job.C = job.C == null ? null : (byte*)job.C + i * batch->C;
            job.D = job.D == null ? null : (byte*)job.D + i * batch->D;
            batch->Function(&job);
        }
    }

    private nint Step(in Operand operand) => operand.Storage is null ? 0 : (nint)(operand.Count / count) * operand.DType.ItemSize();

    private static void* First(in Operand operand) => operand.Storage is null ? null : operand.Bytes;
}
