using Lucid.Cpu.Loops;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Copies elements; dimensions with a bit set run backwards.</summary>
internal readonly unsafe struct ReversalKernel(Operand source, Operand target, ulong reversed) : IKernel
{
    public string Name => "flip";

    public void Run() =>
        Reversal.Run((int)source.DType.ItemSize(), target.Sizes, source.Bytes, source.Strides, target.Bytes, target.Strides, reversed);

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in source);
        visitor.Write(in target);
    }
}
