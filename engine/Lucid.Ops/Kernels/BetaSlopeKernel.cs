using Lucid.Cpu.Special;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>How beta random numbers move with their shapes; row-major float64 operands of one shape.</summary>
internal readonly unsafe struct BetaSlopeKernel(Operand sample, Operand shape, Operand total, Operand target) : IKernel
{
    public string Name => "beta_sample_slope";

    public void Run()
    {
        double* x = sample.Pointer<double>(), a = shape.Pointer<double>(), sum = total.Pointer<double>(), slope = target.Pointer<double>();
        for (long i = 0; i < target.Count; i++) slope[i] = GammaFunctions.BetaSampleSlope(x[i], a[i], sum[i]);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in sample);
        visitor.Read(in shape);
        visitor.Read(in total);
        visitor.Write(in target);
    }
}
