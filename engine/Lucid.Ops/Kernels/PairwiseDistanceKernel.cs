using Lucid.Cpu.Reduce;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Distances between all rows of two row-major batches of matrices of float32 or float64.</summary>
internal readonly unsafe struct PairwiseDistanceKernel(Operand a, Operand b, Operand result, double p) : IKernel
{
    public string Name => "cdist";

    public void Run()
    {
        if (result.Count == 0) return;
        nint rowsA = (nint)a.Sizes[^2], rowsB = (nint)b.Sizes[^2], columns = (nint)a.Sizes[^1];
        nint batches = (nint)result.Count / (rowsA * rowsB);
        if (a.DType == DType.Float32) PairwiseDistance.Run(a.Pointer<float>(), b.Pointer<float>(), result.Pointer<float>(), batches, rowsA, rowsB, columns, p);
        else PairwiseDistance.Run(a.Pointer<double>(), b.Pointer<double>(), result.Pointer<double>(), batches, rowsA, rowsB, columns, p);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in a);
        visitor.Read(in b);
        visitor.Write(in result);
    }
}
