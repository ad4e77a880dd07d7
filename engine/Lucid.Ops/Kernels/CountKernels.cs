using Lucid.Cpu.Sort;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Counts how often each integer occurs, or how many numbers lie in each of equal bins. Dense int64, float32 or float64.</summary>
internal readonly unsafe struct CountKernel(Operand x, Operand counts, double low, double high) : IKernel
{
    public string Name => "count";

    public void Run()
    {
        nint count = (nint)x.Count, bins = (nint)counts.Count;
        long* to = counts.Pointer<long>();
        switch (x.DType)
        {
            case DType.Int64: Counting.Integers(x.Pointer<long>(), count, to, bins); break;
            case DType.Float32: Counting.Histogram(x.Pointer<float>(), count, low, high, to, bins); break;
            default: Counting.Histogram(x.Pointer<double>(), count, low, high, to, bins); break;
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in counts);
    }
}
