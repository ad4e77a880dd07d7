using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.NN;

/// <summary>Elements times scale where the mask holds, zero elsewhere.</summary>
[Op("_dropout_apply(Tensor input, Tensor mask, float scale) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class DropoutApply
{
    internal static Tensor Forward(Tensor input, Tensor mask, double scale)
    {
        if (!input.DType.IsFloatingPoint()) return input * mask.Convert(input.DType) * scale;
        Tensor dense = Conversions.ToContiguous(input);
        Tensor result = Tensor.Allocate(dense.Layout, dense.DType, dense.DeviceType);
        CommandStream.Submit(new DropoutKernel(dense.Operand, Conversions.ToContiguous(mask).Operand, result.Operand, scale), dense.DeviceType);
        return result;
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor mask, double scale) => TensorFunctions.DropoutApply(grad, mask, scale);
}
