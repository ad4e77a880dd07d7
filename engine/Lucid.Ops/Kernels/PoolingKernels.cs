using Lucid.Cpu.Conv;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>What a pooling kernel computes.</summary>
internal enum PoolingPass : byte
{
    Maximum,
    MaximumGradient,
    Average,
    AverageGradient,
    Bins,
}

/// <summary>
/// One pass of a pooling, float32 or float64, row-major. Indices (int64, of the output's shape) are written by Maximum and Bins
/// and read by MaximumGradient; samples are those of a fractional pooling, whose bins they place.
/// </summary>
internal readonly unsafe struct PoolingKernel(
    Operand source, Operand indices, Operand samples, Operand result, PoolingShape shape, PoolingPass pass, bool countPadding, long divisor) : IKernel
{
    public string Name => "pooling";

    public void Run()
    {
        if (result.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        if (samples.Storage is not null) visitor.Read(in samples);
        if (indices.Storage is not null && pass == PoolingPass.MaximumGradient) visitor.Read(in indices);
        visitor.Write(in result);
        if (indices.Storage is not null && pass != PoolingPass.MaximumGradient) visitor.Write(in indices);
    }

    private void Run<T>() where T : unmanaged
    {
        T* x = source.Pointer<T>();
        T* y = result.Pointer<T>();
        long* positions = indices.Storage is null ? null : indices.Pointer<long>();
        switch (pass)
        {
            case PoolingPass.Maximum: Cpu.Conv.Pooling.Maximum(in shape, x, y, positions); break;
            case PoolingPass.MaximumGradient: Cpu.Conv.Pooling.MaximumGradient(in shape, x, positions, y); break;
            case PoolingPass.Average: Cpu.Conv.Pooling.Average(in shape, x, y, countPadding, divisor); break;
            case PoolingPass.AverageGradient: Cpu.Conv.Pooling.AverageGradient(in shape, x, y, countPadding, divisor); break;
            default: BinPooling.Maximum(in shape, x, samples.Storage is null ? null : samples.Pointer<T>(), y, positions); break;
        }
    }
}
