using Lucid.Cpu.Conv;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Which of a convolution's three operands is computed from the other two.</summary>
internal enum ConvolutionPass : byte
{
    Output,
    Input,
    Weight,

    /// <summary>Output, float32, of an input whose channels lie innermost, laid out like it.</summary>
    ChannelsLastOutput,
}

/// <summary>
/// One pass of a convolution, float32 or float64, row-major: Output from (input, weight), Input from (output gradient, weight),
/// Weight from (input, output gradient).
/// </summary>
internal readonly unsafe struct ConvolutionKernel(
    Operand first, Operand second, Operand bias, Operand result, ConvolutionShape shape, ConvolutionPass pass) : IKernel
{
    public string Name => "convolution";

    public void Run()
    {
        if (result.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in first);
        visitor.Read(in second);
        if (bias.Storage is not null) visitor.Read(in bias);
        visitor.Write(in result);
    }

    private void Run<T>() where T : unmanaged
    {
        T* added = bias.Storage is null ? null : bias.Pointer<T>();
        T* a = first.Pointer<T>();
        T* b = second.Pointer<T>();
        T* target = result.Pointer<T>();
        switch (pass)
        {
            case ConvolutionPass.Output: Convolution.Forward(in shape, a, b, added, target); break;
            case ConvolutionPass.ChannelsLastOutput: ChannelsLastConvolution.Forward(in shape, (float*)a, (float*)b, (float*)added, (float*)target); break;
            case ConvolutionPass.Input: Convolution.InputGradient(in shape, a, b, target, added); break;
            default: Convolution.WeightGradient(in shape, a, b, target); break;
        }
    }
}
