using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>Zeros in the shape and type of the tensor.</summary>
[Op("zero(Tensor input) -> Tensor", InPlace = true, NoOut = true, Surface = OpSurface.Method)]
internal static class Zero
{
    internal static Tensor Forward(Tensor input)
    {
        Tensor result = Tensor.Allocate(input.Layout, input.DType, input.DeviceType);
        Conversions.Fill(result, 0);
        return result;
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
