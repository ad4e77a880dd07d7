using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Evenly spaced reals, computed in float64.</summary>
internal readonly unsafe struct SequenceKernel(double first, double step, double? last, Operand target) : IKernel
{
    public string Name => "linspace";

    public void Run()
    {
        double* to = target.Pointer<double>();
        long count = target.Count;
        long half = last is null ? count : (count + 1) / 2;
        for (long i = 0; i < half; i++) to[i] = first + step * i;
        for (long i = half; i < count; i++) to[i] = last!.Value - step * (count - 1 - i);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor => visitor.Write(in target);
}

/// <summary>Evenly spaced integers.</summary>
internal readonly unsafe struct IntegerSequenceKernel(long first, long step, Operand target) : IKernel
{
    public string Name => "arange";

    public void Run()
    {
        long* to = target.Pointer<long>();
        for (long i = 0; i < target.Count; i++) to[i] = first + step * i;
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor => visitor.Write(in target);
}
