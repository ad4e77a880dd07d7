using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Shape;

/// <summary>The values of another tensor in the shape and type of the first.</summary>
[Op("copy(Tensor input, Tensor src, bool non_blocking=False) -> Tensor", NoOut = true, Surface = OpSurface.Method, InPlace = true)]
internal static class Copy
{
    internal static Tensor Forward(Tensor input, Tensor src, bool nonBlocking)
    {
        Tensor result = Tensor.Allocate(input.Layout, input.DType, input.DeviceType);
        Conversions.Copy(result, src, "copy_");
        return result;
    }

    internal static void ForwardInPlace(Tensor input, Tensor src, bool nonBlocking) => Conversions.Copy(input, src, "copy_");

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.Zeros(grad.Shape, grad.DType, grad.Device);

    internal static Tensor GradOfSrc(Tensor grad, Layout srcLayout, DType srcDType, Device srcDevice) =>
        GradientShape.SumTo(grad, srcLayout).Convert(srcDType, srcDevice);
}
