using System;
using Lucid.Cpu.Reduce;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>A reduction: its element types and its processor kernel.</summary>
internal interface IReduction
{
    /// <summary>Types of input elements with a kernel.</summary>
    static abstract ElementTypes Elements { get; }

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

    public void Real<T>() where T : unmanaged => reduction.Real<T>(in x, reduced, in result);

    public void Bool() => reduction.Bool(in x, reduced, in result);

    public void Complex<T>() where T : unmanaged => reduction.Complex<T>(in x, reduced, in result);
}

/// <summary>Sum.</summary>
internal readonly unsafe struct SumReduction : IReduction
{
    public static ElementTypes Elements => ElementTypes.Number;

    public void Real<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        Lucid.Cpu.Reduce.Reduction.Sum(x.Sizes, x.Pointer<T>(), x.Strides, reduced, result.Pointer<T>());

    public void Bool(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) => throw ElementSwitch.Unsupported(DType.Bool, "sum");

    public void Complex<T>(in Operand x, ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged => Real<T>(in x, reduced, in result);
}
