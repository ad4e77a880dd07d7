using Lucid.Cpu.NN;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Batch, group or instance normalisation of dense float32 or float64.</summary>
internal readonly unsafe struct NormaliseKernel(
    NormalisationShape shape, Operand x, Operand weight, Operand bias, Operand mean, Operand variance, Operand result, double epsilon, bool measured)
    : IKernel
{
    public string Name => "normalise";

    public void Run()
    {
        if (x.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        if (weight.Storage is not null) visitor.Read(in weight);
        if (bias.Storage is not null) visitor.Read(in bias);
        if (measured)
        {
            visitor.Read(in mean);
            visitor.Read(in variance);
        }
        else
        {
            visitor.Write(in mean);
            visitor.Write(in variance);
        }
        visitor.Write(in result);
    }

    private void Run<T>() where T : unmanaged => Normalisation.Forward(in shape, x.Pointer<T>(), weight.Storage is null ? null : weight.Pointer<T>(),
        bias.Storage is null ? null : bias.Pointer<T>(), mean.Pointer<T>(), variance.Pointer<T>(), result.Pointer<T>(), epsilon, measured);
}

/// <summary>Gradient of the input (or nothing), and sums for those of weight and bias.</summary>
internal readonly unsafe struct NormaliseBackwardKernel(
    NormalisationShape shape, Operand gradient, Operand x, Operand weight, Operand mean, Operand variance, Operand result, Operand sums,
    Operand products, double epsilon, bool measured) : IKernel
{
    public string Name => "normalise_backward";

    public void Run()
    {
        if (x.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in gradient);
        visitor.Read(in x);
        if (weight.Storage is not null) visitor.Read(in weight);
        visitor.Read(in mean);
        visitor.Read(in variance);
        visitor.Write(in result);
        visitor.Write(in sums);
        visitor.Write(in products);
    }

    private void Run<T>() where T : unmanaged => Normalisation.Backward(in shape, gradient.Pointer<T>(), x.Pointer<T>(),
        weight.Storage is null ? null : weight.Pointer<T>(), mean.Pointer<T>(), variance.Pointer<T>(), result.Pointer<T>(), sums.Pointer<T>(),
        products.Pointer<T>(), epsilon, measured);
}
