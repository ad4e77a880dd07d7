using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>One number in the shape and type of the tensor.</summary>
[Op("fill(Tensor input, Scalar value) -> Tensor", InPlace = true, NoOut = true, Surface = OpSurface.Method)]
internal static class Fill
{
    internal static Tensor Forward(Tensor input, Scalar value)
    {
        Tensor result = Tensor.Allocate(input.Layout, input.DType, input.DeviceType);
        Conversions.Fill(result, value);
        return result;
    }

    internal static void ForwardInPlace(Tensor input, Scalar value) => Conversions.Fill(input, value);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
