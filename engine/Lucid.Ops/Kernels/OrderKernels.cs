using Lucid.Cpu.Sort;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Sorts rows along one dimension of a row-major tensor, or takes their largest or smallest elements.</summary>
internal readonly unsafe struct SortKernel(Operand x, Operand values, Operand indices, int dim, long take, bool descending, bool all, string name)
    : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public string Name => name;

    public void Run()
    {
        if (x.Count == 0) return;
        SortKernel self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in values);
        visitor.Write(in indices);
    }

    public void Real<T>() where T : unmanaged
    {
        var extents = new DimensionExtents(x.Layout, dim);
        T* from = x.Pointer<T>(), to = values.Pointer<T>();
        if (all) Sorting.Sort(from, to, indices.Pointer<long>(), extents.Outer, extents.Size, extents.Inner, descending);
        else Sorting.TopK(from, to, indices.Pointer<long>(), extents.Outer, extents.Size, extents.Inner, (nint)take, descending);
    }

    public void Bool() => Real<byte>();

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(x.DType, name);
}

/// <summary>Sorts the elements of a row-major tensor, all together.</summary>
internal readonly unsafe struct ValueSortKernel(Operand x, Operand values, string name) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public string Name => name;

    public void Run()
    {
        if (x.Count == 0) return;
        ValueSortKernel self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in values);
    }

    public void Real<T>() where T : unmanaged => Sorting.Sort(x.Pointer<T>(), values.Pointer<T>(), null, 1, (nint)x.Count, 1, false);

    public void Bool() => Real<byte>();

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(x.DType, name);
}

/// <summary>Picks one element of each row along one dimension of a row-major tensor, by rank or frequency.</summary>
internal readonly unsafe struct SelectionKernel(Operand x, Operand values, Operand indices, int dim, SelectionKind kind, long position, string name)
    : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public string Name => name;

    public void Run()
    {
        if (values.Count == 0) return;
        SelectionKernel self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in values);
        visitor.Write(in indices);
    }

    public void Real<T>() where T : unmanaged
    {
        var extents = new DimensionExtents(x.Layout, dim);
        Selection.Run(x.Pointer<T>(), values.Pointer<T>(), indices.Pointer<long>(), extents.Outer, extents.Size, extents.Inner, kind, (nint)position);
    }

    public void Bool() => Real<byte>();

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(x.DType, name);
}

/// <summary>Binary searches in ascending rows; element types float32, float64 and int64.</summary>
internal readonly unsafe struct SearchKernel(Operand rows, Operand order, Operand values, Operand result, long perRow, bool right) : IKernel
{
    public string Name => "searchsorted";

    public void Run()
    {
        if (rows.DType == DType.Float32) Search<float>();
        else if (rows.DType == DType.Float64) Search<double>();
        else Search<long>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in rows);
        if (order.Storage is not null) visitor.Read(in order);
        visitor.Read(in values);
        visitor.Write(in result);
    }

    private void Search<T>() where T : unmanaged => Searching.Run(rows.Pointer<T>(), order.Storage is null ? null : order.Pointer<long>(),
        (nint)rows.Sizes[^1], values.Pointer<T>(), result.Pointer<long>(), (nint)values.Count, (nint)perRow, right);
}
