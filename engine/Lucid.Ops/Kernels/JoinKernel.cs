using System;
using System.Runtime.InteropServices;
using Lucid.Cpu.Threads;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>
/// Lays parts of one type, whose rows are dense, beside each other along a dimension, row after row, so that the result is written once through.
/// </summary>
internal readonly unsafe struct JoinKernel(Operand[] parts, Operand result, int dim) : IKernel
{
    public string Name => "cat";

    public void Run()
    {
        long rows = 1;
        for (int d = 0; d < dim; d++) rows *= result.Sizes[d];
        byte*[] from = new byte*[parts.Length];
        nint[] bytes = new nint[parts.Length], strides = new nint[parts.Length];
        Job job = new() { Parts = parts.Length, To = result.Bytes };
        for (int i = 0; i < parts.Length; i++)
        {
            from[i] = parts[i].Bytes;
            bytes[i] = (nint)(parts[i].Count / rows * result.DType.ItemSize());
            strides[i] = (nint)RowStride(parts[i].Layout, dim) * result.DType.ItemSize();
            job.RowBytes += bytes[i];
        }
        fixed (byte** pointers = from)
        fixed (nint* sizes = bytes, apart = strides)
        {
            job.From = pointers;
            job.Bytes = sizes;
            job.Strides = apart;
            Team.Run((nint)rows, Math.Max(1, 32768 / job.RowBytes), &Rows, &job);
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        OperandLists.Read(parts, ref visitor);
        visitor.Write(in result);
    }

    /// <summary>Elements from row to row, if the dimensions from dim on are dense and those before have one step; else 0.</summary>
    internal static long RowStride(Layout layout, int dim)
    {
        long dense = 1, step = 0, next = 0;
        for (int d = layout.Rank - 1; d >= 0; d--)
        {
            long size = layout.Sizes[d], stride = layout.Strides[d];
            if (size == 1) continue;
            if (d >= dim ? stride != dense : step != 0 && stride != next) return 0;
            if (d >= dim) dense *= size;
            else
            {
                if (step == 0) step = stride;
                next = stride * size;
            }
        }
        return step;
    }

    private struct Job
    {
        internal byte** From;
        internal nint* Bytes, Strides;
        internal byte* To;
        internal nint RowBytes;
        internal int Parts;
    }

    private static void Rows(void* context, nint begin, nint end)
    {
        Job* job = (Job*)context;
        byte* to = job->To + begin * job->RowBytes;
        for (nint row = begin; row < end; row++)
        {
            for (int i = 0; i < job->Parts; i++)
            {
                nint bytes = job->Bytes[i];
                NativeMemory.Copy(job->From[i] + row * job->Strides[i], to, (nuint)bytes);
                to += bytes;
            }
        }
    }
}
