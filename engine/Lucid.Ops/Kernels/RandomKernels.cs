using Lucid.Cpu.Random;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Distributions that fill tensors.</summary>
internal enum RandomKind : byte
{
    /// <summary>Uniform between two bounds.</summary>
    Uniform,
    /// <summary>Normal with mean and deviation.</summary>
    Normal,
    /// <summary>Exponential with a rate.</summary>
    Exponential,
    /// <summary>1 with a probability, else 0.</summary>
    Bernoulli,
}

/// <summary>Fills a row-major tensor from a range of generator positions.</summary>
internal readonly unsafe struct RandomKernel(RandomKind kind, double first, double second, ulong seed, ulong offset, Operand target) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Float | ElementTypes.Bool;

    public string Name => "random";

    public void Run()
    {
        RandomKernel self = this;
        ElementSwitch.Run(target.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor => visitor.Write(in target);

    public void Real<T>() where T : unmanaged
    {
        nint count = (nint)target.Count;
        switch (kind)
        {
            case RandomKind.Uniform: Distributions.Uniform(target.Pointer<T>(), count, seed, offset, first, second); break;
            case RandomKind.Normal: Distributions.Normal(target.Pointer<T>(), count, seed, offset, first, second); break;
            case RandomKind.Exponential: Distributions.Exponential(target.Pointer<T>(), count, seed, offset, first); break;
            default: Distributions.Bernoulli(target.Pointer<T>(), count, seed, offset, first); break;
        }
    }

    public void Bool() => Distributions.Bernoulli(target.Pointer<byte>(), (nint)target.Count, seed, offset, first);

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(target.DType, Name);
}

/// <summary>Fills a row-major int64 tensor with unbiased integers of a range.</summary>
internal readonly unsafe struct RandomIntegerKernel(long low, long high, ulong seed, ulong offset, Operand target) : IKernel
{
    public string Name => "randint";

    public void Run() => Distributions.Integers(target.Pointer<long>(), (nint)target.Count, seed, offset, low, high);

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor => visitor.Write(in target);
}

/// <summary>Fills a row-major int64 vector with a permutation.</summary>
internal readonly unsafe struct RandomPermutationKernel(ulong seed, ulong offset, Operand target) : IKernel
{
    public string Name => "randperm";

    public void Run() => Distributions.Permutation(target.Pointer<long>(), (nint)target.Count, seed, offset);

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor => visitor.Write(in target);
}
