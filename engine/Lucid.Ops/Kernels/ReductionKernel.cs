using System;
using Lucid.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Streams;
using CpuReduction = Lucid.Cpu.Reduce.Reduction;

namespace Lucid.Ops.Kernels;

/// <summary>A reduction: its element types and its processor kernel.</summary>
internal interface IReduction
{
    /// <summary>Types of input elements with a kernel.</summary>
    static abstract ElementTypes Elements { get; }

    /// <summary>
    /// Whether half types are widened within the loop; otherwise the whole operand is widened first, which keeps the library
    /// small where half types are rare.
    /// </summary>
    static virtual bool TakesHalves => false;

    /// <summary>Reduces real numbers or integers.</summary>
    void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged;

    /// <summary>Reduces truth values.</summary>
    void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result);

    /// <summary>Reduces complex numbers.</summary>
    void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged;
}

/// <summary>Runs a reduction over whole tensors.</summary>
internal readonly struct ReductionKernel<TReduction>(TReduction reduction, Operand x, Operand result, bool[] reduced, string name) : IKernel, IElementVisitor
    where TReduction : struct, IReduction
{
    public static ElementTypes Elements => TReduction.Elements;

    public string Name => name;

    public void Run()
    {
        ReductionKernel<TReduction> self = this;
        ElementSwitch.Run(x.DType, ref self, name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged
    {
        if ((typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16)) && !TReduction.TakesHalves) throw ElementSwitch.Unsupported(x.DType, name);
        else reduction.Real<T>(in x, reduced, in result);
    }

    public void Bool() => reduction.Bool(in x, reduced, in result);

    public void Complex<T>() where T : unmanaged => reduction.Complex<T>(in x, reduced, in result);
}

/// <summary>Sum.</summary>
internal readonly unsafe struct SumReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Number;

    public static bool TakesHalves => true;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.Sum(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<T>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) => throw ElementSwitch.Unsupported(DType.Bool, "reduction");

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged => Real<T>(in x, reduced, in result);
}

/// <summary>Arithmetic mean.</summary>
internal readonly unsafe struct MeanReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Float;

    public static bool TakesHalves => true;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.Mean(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<T>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) => throw ElementSwitch.Unsupported(DType.Bool, "reduction");

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Product.</summary>
internal readonly unsafe struct ProdReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Real;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.Prod(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<T>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) => throw ElementSwitch.Unsupported(DType.Bool, "reduction");

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Largest element.</summary>
internal readonly unsafe struct MaxReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.Max(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<T>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result)
        => CpuReduction.Max(x.Sizes, x.Pointer<byte>(), x.Strides, reduced, result.Pointer<byte>());

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Smallest element.</summary>
internal readonly unsafe struct MinReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.Min(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<T>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result)
        => CpuReduction.Min(x.Sizes, x.Pointer<byte>(), x.Strides, reduced, result.Pointer<byte>());

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Whether any element is non-zero.</summary>
internal readonly unsafe struct AnyReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.Any(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<byte>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result)
        => CpuReduction.Any(x.Sizes, x.Pointer<byte>(), x.Strides, reduced, result.Pointer<byte>());

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Whether all elements are non-zero.</summary>
internal readonly unsafe struct AllReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.All(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<byte>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result)
        => CpuReduction.All(x.Sizes, x.Pointer<byte>(), x.Strides, reduced, result.Pointer<byte>());

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Position of the largest element.</summary>
internal readonly unsafe struct ArgmaxReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.ArgMax(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<long>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result)
        => CpuReduction.ArgMax(x.Sizes, x.Pointer<byte>(), x.Strides, reduced, result.Pointer<long>());

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Position of the smallest element.</summary>
internal readonly unsafe struct ArgminReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.ArgMin(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<long>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result)
        => CpuReduction.ArgMin(x.Sizes, x.Pointer<byte>(), x.Strides, reduced, result.Pointer<long>());

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>log of the sum of exp.</summary>
internal readonly unsafe struct LogSumExpReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Float;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.LogSumExp(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<T>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) => throw ElementSwitch.Unsupported(DType.Bool, "reduction");

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
        => throw ElementSwitch.Unsupported(x.DType, "reduction");
}

/// <summary>Variance or standard deviation.</summary>
internal readonly unsafe struct VarReduction(double correction, bool root) : IReduction
{
    public static ElementTypes Elements => ElementTypes.Float;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged
    {
        if (root) CpuReduction.Std(x.Sizes, x.Pointer<T>(), x.Strides, reduced, correction, result.Pointer<T>());
        else CpuReduction.Var(x.Sizes, x.Pointer<T>(), x.Strides, reduced, correction, result.Pointer<T>());
    }

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) => throw ElementSwitch.Unsupported(DType.Bool, "var");

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged => throw ElementSwitch.Unsupported(x.DType, "var");
}

/// <summary>Extremes and their positions.</summary>
internal readonly unsafe struct ExtremeKernel(Operand x, Operand values, Operand indices, bool[] reduced, bool largest, string name) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Real | ElementTypes.Bool;

    public string Name => name;

    public void Run()
    {
        ExtremeKernel self = this;
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
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16)) throw ElementSwitch.Unsupported(x.DType, name);
        else if (largest) CpuReduction.MaxWithIndex(x.Sizes, x.Pointer<T>(), x.Strides, reduced, values.Pointer<T>(), indices.Pointer<long>());
        else CpuReduction.MinWithIndex(x.Sizes, x.Pointer<T>(), x.Strides, reduced, values.Pointer<T>(), indices.Pointer<long>());
    }

    public void Bool() => Real<byte>();

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(x.DType, name);
}
