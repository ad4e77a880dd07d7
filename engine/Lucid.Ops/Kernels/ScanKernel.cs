using Lucid.Ops.Declaration;
using Lucid.Streams;
using CpuScan = Lucid.Cpu.Reduce.Scan;

namespace Lucid.Ops.Kernels;

/// <summary>What a scan runs.</summary>
internal enum ScanKind
{
    Sum,
    Product,
    Maximum,
    Minimum,
    LogSumExp,
}

/// <summary>Running sums, products, extremes along one dimension of a row-major tensor.</summary>
internal readonly unsafe struct ScanKernel(Operand x, Operand result, Operand indices, int dim, ScanKind kind, string name) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.All;

    public string Name => name;

    /// <summary>The types that a kind can be run for.</summary>
    internal static ElementTypes ElementsOf(ScanKind kind) => kind switch
    {
        ScanKind.Sum or ScanKind.Product => ElementTypes.Number,
        ScanKind.LogSumExp => ElementTypes.Float,
        _ => ElementTypes.Real | ElementTypes.Bool,
    };

    public void Run()
    {
        if (x.Count == 0) return;
        ScanKernel self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in result);
        if (indices.Storage is not null) visitor.Write(in indices);
    }

    public void Real<T>() where T : unmanaged
    {
        var extents = new DimensionExtents(x.Layout, dim);
        T* from = x.Pointer<T>(), to = result.Pointer<T>();
        switch (kind)
        {
            case ScanKind.Sum: CpuScan.CumSum(from, to, extents.Outer, extents.Size, extents.Inner); break;
            case ScanKind.Product: CpuScan.CumProd(from, to, extents.Outer, extents.Size, extents.Inner); break;
            case ScanKind.Maximum: CpuScan.CumMax(from, to, indices.Pointer<long>(), extents.Outer, extents.Size, extents.Inner); break;
            case ScanKind.Minimum: CpuScan.CumMin(from, to, indices.Pointer<long>(), extents.Outer, extents.Size, extents.Inner); break;
            default: CpuScan.LogCumSumExp(from, to, extents.Outer, extents.Size, extents.Inner); break;
        }
    }

    public void Bool() => Real<byte>();

    public void Complex<T>() where T : unmanaged => Real<T>();
}
