using Lucid.Cpu.NN;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Cross-entropy of every sample. Operands are row-major: scores (N, C, ...) or (C), targets (N, ...) or ().</summary>
internal readonly unsafe struct CrossEntropyKernel(
    Operand scores, Operand target, Operand weight, Operand losses, Operand normaliser, Operand divisor, long ignored, double smoothing)
    : IKernel
{
    public string Name => "cross_entropy";

    public void Run()
    {
        if (scores.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in scores);
        visitor.Read(in target);
        if (weight.Storage is not null) visitor.Read(in weight);
        visitor.Write(in losses);
        visitor.Write(in normaliser);
        visitor.Write(in divisor);
    }

    private void Run<T>() where T : unmanaged
    {
        (nint outer, nint classes, nint inner) = Extents(in scores);
        double sum = CrossEntropy.Forward(scores.Pointer<T>(), target.Pointer<long>(), weight.Storage is null ? null : weight.Pointer<T>(),
            ignored, smoothing, losses.Pointer<T>(), normaliser.Pointer<T>(), outer, classes, inner);
        *divisor.Pointer<T>() = ScalarElements.As<T>(sum);
    }

    internal static (nint Outer, nint Classes, nint Inner) Extents(in Operand scores)
    {
        if (scores.Layout.Rank == 1) return (1, (nint)scores.Sizes[0], 1);
        nint inner = 1;
        for (int i = 2; i < scores.Layout.Rank; i++) inner *= (nint)scores.Sizes[i];
        return ((nint)scores.Sizes[0], (nint)scores.Sizes[1], inner);
    }
}

/// <summary>Gradient of the scores; the gradient of each loss scales its sample.</summary>
internal readonly unsafe struct CrossEntropyBackwardKernel(
    Operand scores, Operand target, Operand weight, Operand gradient, Operand normaliser, Operand result, long ignored, double smoothing)
    : IKernel
{
    public string Name => "cross_entropy_backward";

    public void Run()
    {
        if (scores.DType == DType.Float32) Run<float>();
        else Run<double>();
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in scores);
        visitor.Read(in target);
        if (weight.Storage is not null) visitor.Read(in weight);
        visitor.Read(in gradient);
        visitor.Read(in normaliser);
        visitor.Write(in result);
    }

    private void Run<T>() where T : unmanaged
    {
        (nint outer, nint classes, nint inner) = CrossEntropyKernel.Extents(in scores);
        CrossEntropy.Backward(scores.Pointer<T>(), target.Pointer<long>(), weight.Storage is null ? null : weight.Pointer<T>(),
            ignored, smoothing, gradient.Pointer<T>(), normaliser.Pointer<T>(), result.Pointer<T>(), outer, classes, inner);
    }
}
