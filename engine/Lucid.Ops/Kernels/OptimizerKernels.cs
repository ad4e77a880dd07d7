using System;
using Lucid.Cpu.Optimizers;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>One Adam step over a list of dense tensors of one type.</summary>
internal readonly unsafe struct AdamKernel(
    Operand[] parameters, Operand[] gradients, Operand[] firstMoments, Operand[] secondMoments, Operand[] largest, double[] steps,
        AdamParameters settings) : IKernel
{
    public string Name => "adam_step";

    public void Run()
    {
        if (parameters[0].DType == DType.Float32) Step<float>();
        else Step<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        OperandLists.Read(gradients, ref visitor);
        OperandLists.Write(parameters, ref visitor);
        OperandLists.Write(firstMoments, ref visitor);
        OperandLists.Write(secondMoments, ref visitor);
        OperandLists.Write(largest, ref visitor);
    }

    private void Step<T>() where T : unmanaged
    {
        int count = parameters.Length;
        T*[] lists = new T*[5 * count];
        nint[] lengths = OperandLists.Lengths(parameters);
        fixed (T** pointers = lists)
        fixed (nint* sizes = lengths)
        fixed (double* numbers = steps)
        {
            OperandLists.Pointers(parameters, pointers);
            OperandLists.Pointers(gradients, pointers + count);
            OperandLists.Pointers(firstMoments, pointers + 2 * count);
            OperandLists.Pointers(secondMoments, pointers + 3 * count);
            OperandLists.Pointers(largest, pointers + 4 * count);
            Adam.Step(pointers, pointers + count, pointers + 2 * count, pointers + 3 * count, largest.Length == 0 ? null : pointers + 4 * count,
                numbers, sizes, count, settings);
        }
    }
}

/// <summary>One step of stochastic gradient descent over a list of dense tensors of one type.</summary>
internal readonly unsafe struct SgdKernel(Operand[] parameters, Operand[] gradients, Operand[] momenta, bool[] firstSteps, SgdParameters settings) : IKernel
{
    public string Name => "sgd_step";

    public void Run()
    {
        if (parameters[0].DType == DType.Float32) Step<float>();
        else Step<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        OperandLists.Read(gradients, ref visitor);
        OperandLists.Write(parameters, ref visitor);
        OperandLists.Write(momenta, ref visitor);
    }

    private void Step<T>() where T : unmanaged
    {
        int count = parameters.Length;
        T*[] lists = new T*[3 * count];
        nint[] lengths = OperandLists.Lengths(parameters);
        fixed (T** pointers = lists)
        fixed (nint* sizes = lengths)
        fixed (bool* first = firstSteps)
        {
            OperandLists.Pointers(parameters, pointers);
            OperandLists.Pointers(gradients, pointers + count);
            OperandLists.Pointers(momenta, pointers + 2 * count);
            Sgd.Step(pointers, pointers + count, momenta.Length == 0 ? null : pointers + 2 * count, first, sizes, count, settings);
        }
    }
}

/// <summary>Lists of operands.</summary>
internal static unsafe class OperandLists
{
    internal static void Read<TVisitor>(Operand[] operands, ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        foreach (ref readonly Operand operand in operands.AsSpan()) visitor.Read(in operand);
    }

    internal static void Write<TVisitor>(Operand[] operands, ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        foreach (ref readonly Operand operand in operands.AsSpan()) visitor.Write(in operand);
    }

    internal static void Pointers<T>(Operand[] operands, T** pointers) where T : unmanaged
    {
        for (int i = 0; i < operands.Length; i++) pointers[i] = operands[i].Pointer<T>();
    }

    internal static nint[] Lengths(Operand[] operands)
    {
        var lengths = new nint[operands.Length];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = (nint)operands[i].Count;
        return lengths;
    }
}
