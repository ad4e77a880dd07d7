using System;
using System.Runtime.InteropServices;
using Lucid.Cpu.Threads;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Lays row-major parts of one type beside each other along a dimension, row after row, so that the result is written once through.</summary>
internal readonly unsafe struct JoinKernel(Operand[] parts, Operand result, int dim) : IKernel
{
    public string Name => "cat";

    public void Run()
    {
        long rows = 1;
        for (int d = 0; d < dim; d++) rows *= result.Sizes[d];
        byte*[] from = new byte*[parts.Length];
        nint[] bytes = new nint[parts.Length];
        Job job = new() { Parts = parts.Length, To = result.Bytes };
        for (int i = 0; i < parts.Length; i++)
        {
            from[i] = parts[i].Bytes;
            bytes[i] = (nint)(parts[i].Count / rows * result.DType.ItemSize());
            job.RowBytes += bytes[i];
        }
        fixed (byte** pointers = from)
        fixed (nint* sizes = bytes)
        {
            job.From = pointers;
            job.Bytes = sizes;
            Team.Run((nint)rows, Math.Max(1, 32768 / job.RowBytes), &Rows, &job);
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        OperandLists.Read(parts, ref visitor);
        visitor.Write(in result);
    }

    private struct Job
    {
        internal byte** From;
        internal nint* Bytes;
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
                NativeMemory.Copy(job->From[i] + row * bytes, to, (nuint)bytes);
                to += bytes;
            }
        }
    }
}
