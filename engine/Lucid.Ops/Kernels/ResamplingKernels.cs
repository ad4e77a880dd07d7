using Lucid.Cpu.Conv;
using Lucid.Cpu.NN;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>A linear map along one axis, the tensor seen as (outer, axis, inner); float32 or float64, row-major.</summary>
internal readonly unsafe struct ResamplingKernel(Operand source, Operand result, ResamplingAxis axis, long outer, long inner) : IKernel
{
    public string Name => "resample";

    public void Run()
    {
        if (result.DType == DType.Float32) Cpu.NN.Resampling.Apply(in axis, source.Pointer<float>(), result.Pointer<float>(), (nint)outer, (nint)inner);
        else Cpu.NN.Resampling.Apply(in axis, source.Pointer<double>(), result.Pointer<double>(), (nint)outer, (nint)inner);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Write(in result);
    }
}

/// <summary>Windows of planes as columns, or added back; float32 or float64, row-major.</summary>
internal readonly unsafe struct WindowColumnsKernel(Operand source, Operand result, ConvolutionShape shape, bool back) : IKernel
{
    public string Name => back ? "col2im" : "im2col";

    public void Run()
    {
        if (result.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Write(in result);
    }

    private void Run<T>() where T : unmanaged
    {
        if (back) WindowColumns.Add(in shape, source.Pointer<T>(), result.Pointer<T>());
        else WindowColumns.Gather(in shape, source.Pointer<T>(), result.Pointer<T>());
    }
}
