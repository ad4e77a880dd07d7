using Lucid.Cpu.NN;
using Lucid.Ops.Declaration;
using Lucid.Streams;

namespace Lucid.Ops.Kernels;

/// <summary>Keeps and scales the elements that a mask names. Operands are row-major.</summary>
internal readonly unsafe struct DropoutKernel(Operand x, Operand mask, Operand result, double scale) : IKernel, IElementVisitor
{
    public static ElementTypes Elements => ElementTypes.Float;

    public string Name => "dropout";

    public void Run()
    {
        DropoutKernel self = this;
        ElementSwitch.Run(result.DType, ref self, Name);
    }

    public void Visit<TVisitor>(ref TVisitor visitor) where TVisitor : struct, IOperandVisitor
    {
        visitor.Read(in x);
        visitor.Read(in mask);
        visitor.Write(in result);
    }

    public void Real<T>() where T : unmanaged => Dropout.Apply(x.Pointer<T>(), mask.Pointer<byte>(), scale, result.Pointer<T>(), (nint)result.Count);

    public void Bool() => throw ElementSwitch.Unsupported(DType.Bool, Name);

    public void Complex<T>() where T : unmanaged => throw ElementSwitch.Unsupported(result.DType, Name);
}
