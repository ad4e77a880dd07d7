using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Softmax along one dimension; with a second operand (the forward result) its backward. Operands are row-major.</summary>
internal readonly unsafe struct SoftmaxKernel(Operand x, Operand y, Operand result, int dim, bool log) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Float;

    public string Name => log ? "log_softmax" : "softmax";

    public void Run()
    {
        if (result.Count == 0) return;
        SoftmaxKernel self = this;
        ElementSwitch.Run(result.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        if (y.Storage is not null) visitor.Read(in y);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged
    {
        nint outer = 1;
        nint inner = 1;
        for (int i = 0; i < dim; i++) outer *= (nint)result.Sizes[i];
        for (int i = dim + 1; i < result.Layout.Rank; i++) inner *= (nint)result.Sizes[i];
        nint size = result.Layout.Rank == 0 ? 1 : (nint)result.Sizes[dim];
        if (y.Storage is null) Softmax.Forward(x.Pointer<T>(), result.Pointer<T>(), outer, size, inner, log);
        else Softmax.Backward(x.Pointer<T>(), y.Pointer<T>(), result.Pointer<T>(), outer, size, inner, log);
    }

    public void Bool() => throw ElementSwitch.Unsupported(DType.Bool, Name);

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(x.DType, Name);
}

/// <summary>Layer normalisation of row-major rows; keeps mean and reciprocal deviation of each row.</summary>
internal readonly unsafe struct LayerNormKernel(Operand x, Operand weight, Operand bias, Operand result, Operand mean, Operand deviation, double epsilon,
    bool centered = true)
    : IKernel
{
    public string Name => "layer_norm";

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
        visitor.Write(in result);
        visitor.Write(in mean);
        visitor.Write(in deviation);
    }

    private void Run<T>() where T : unmanaged
    {
        nint rows = (nint)mean.Count;
        nint width = rows == 0 ? 0 : (nint)(x.Count / rows);
        LayerNorm.Forward(x.Pointer<T>(), weight.Storage is null ? null : weight.Pointer<T>(), bias.Storage is null ? null : bias.Pointer<T>(),
            result.Pointer<T>(), mean.Pointer<T>(), deviation.Pointer<T>(), rows, width, epsilon, centered);
    }
}

/// <summary>Gradient of a layer normalisation's input, weight or bias: whichever operand is given is written. The gradient may be
/// one row that stands for all.</summary>
internal readonly unsafe struct LayerNormBackwardKernel(
    Operand gradient, Operand x, Operand weight, Operand mean, Operand deviation, Operand inputGradient, Operand weightGradient, Operand biasGradient,
    bool centered = true)
    : IKernel
{
    public string Name => "layer_norm_backward";

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
        visitor.Read(in deviation);
        if (inputGradient.Storage is not null) visitor.Write(in inputGradient);
        if (weightGradient.Storage is not null) visitor.Write(in weightGradient);
        if (biasGradient.Storage is not null) visitor.Write(in biasGradient);
    }

    private void Run<T>() where T : unmanaged
    {
        nint rows = (nint)mean.Count;
        nint width = rows == 0 ? 0 : (nint)(x.Count / rows);
        LayerNorm.Backward(gradient.Pointer<T>(), x.Pointer<T>(), Optional<T>(weight), mean.Pointer<T>(), deviation.Pointer<T>(),
            Optional<T>(inputGradient), Optional<T>(weightGradient), Optional<T>(biasGradient), rows, width, centered, gradient.Count < x.Count);
    }

    private static T* Optional<T>(in Operand operand) where T : unmanaged => operand.Storage is null ? null : operand.Pointer<T>();
}
