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

/// <summary>Which tensor of a sampling at a grid is computed: the result, or one of the gradients.</summary>
internal enum GridPass : byte
{
    Output,
    Input,
    Grid,
}

/// <summary>One pass of a sampling at a grid's positions; float32, row-major.</summary>
internal readonly unsafe struct GridSampleKernel(Operand input, Operand grid, Operand gradient, Operand result, GridShape shape, GridPass pass) : IKernel
{
    public string Name => "grid_sample";

    public void Run()
    {
        float* target = result.Pointer<float>();
        switch (pass)
        {
            case GridPass.Output: GridSampling.Forward(in shape, input.Pointer<float>(), grid.Pointer<float>(), target); break;
            case GridPass.Input: GridSampling.InputGradient(in shape, gradient.Pointer<float>(), grid.Pointer<float>(), target); break;
            default: GridSampling.GridGradient(in shape, gradient.Pointer<float>(), input.Pointer<float>(), grid.Pointer<float>(), target); break;
        }
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in input);
        visitor.Read(in grid);
        if (gradient.Storage is not null) visitor.Read(in gradient);
        visitor.Write(in result);
    }
}
