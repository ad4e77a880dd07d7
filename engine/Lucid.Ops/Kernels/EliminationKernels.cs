using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Determinants of matrices of float64 or complex128: signs, then values, and logarithms of magnitudes. Overwrites them.</summary>
internal readonly unsafe struct DeterminantKernel(Operand matrices, Operand signs, Operand logarithms) : IKernel
{
    public string Name => "det";

    public void Run()
    {
        nint count = (nint)logarithms.Count, size = (nint)matrices.Sizes[^1];
        if (matrices.DType == DType.Float64)
            PivotedElimination.Determinants(matrices.Pointer<double>(), signs.Pointer<double>(), logarithms.Pointer<double>(), count, size);
        else PivotedElimination.Determinants(matrices.Pointer<Complex>(), signs.Pointer<Complex>(), logarithms.Pointer<double>(), count, size);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Write(in matrices);
        visitor.Write(in signs);
        visitor.Write(in logarithms);
    }
}

/// <summary>Inverses of matrices of float64 or complex128, and which have none. Overwrites the matrices.</summary>
internal readonly unsafe struct InverseKernel(Operand matrices, Operand inverses, Operand singular) : IKernel
{
    public string Name => "inverse";

    public void Run()
    {
        nint count = (nint)singular.Count, size = (nint)matrices.Sizes[^1];
        if (matrices.DType == DType.Float64)
            PivotedElimination.Inverses(matrices.Pointer<double>(), inverses.Pointer<double>(), singular.Pointer<byte>(), count, size);
        else PivotedElimination.Inverses(matrices.Pointer<Complex>(), inverses.Pointer<Complex>(), singular.Pointer<byte>(), count, size);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Write(in matrices);
        visitor.Write(in inverses);
        visitor.Write(in singular);
    }
}
