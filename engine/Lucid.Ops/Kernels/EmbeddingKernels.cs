using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Adds rows of a gradient to the rows of a table that indices name, in their order.</summary>
internal readonly unsafe struct EmbeddingBackwardKernel(Operand gradient, Operand indices, Operand result, long padding,
    bool byFrequency) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Float;

    public string Name => "embedding_backward";

    public void Run()
    {
        EmbeddingBackwardKernel self = this;
        ElementSwitch.Run(result.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in gradient);
        visitor.Read(in indices);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => Embedding.Backward(gradient.Pointer<T>(), indices.Pointer<long>(), result.Pointer<T>(),
        (nint)result.Sizes[0], (nint)indices.Count, (nint)result.Sizes[1], padding, byFrequency);

    public void Bool() => throw ElementSwitch.Unsupported(DType.Bool, Name);

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(result.DType, Name);
}
