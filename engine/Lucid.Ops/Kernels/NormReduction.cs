using Lucid.Ops.Declaration;
using Lucid.Streams;
using CpuReduction = Lucid.Cpu.Reduce.Reduction;

namespace Lucid.Ops.Kernels;

/// <summary>Vector norm of an order.</summary>
internal readonly unsafe struct NormReduction(double order) : IReduction
{
    public static ElementTypes Elements => ElementTypes.Float;

    public void Real<T>(in Operand x, System.ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        CpuReduction.Norm(x.Sizes, x.Pointer<T>(), x.Strides, reduced, order, result.Pointer<T>());

    public void Bool(in Operand x, System.ReadOnlySpan<bool> reduced, in Operand result) => throw ElementSwitch.Unsupported(DType.Bool, "norm");

    public void Complex<T>(in Operand x, System.ReadOnlySpan<bool> reduced, in Operand result) where T : unmanaged =>
        throw ElementSwitch.Unsupported(x.DType, "norm");
}
