using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Creation;

/// <summary>One number in the shape and type of the tensor.</summary>
[Op("fill(Tensor input, Scalar value) -> Tensor", InPlace = true, NoOut = true)]
internal static class Fill
{
    internal static Tensor Forward(Tensor input, Scalar value)
    {
        Tensor result = Tensor.AllocateDense(ResultOrder.Of(input.Layout, input, null, null), input.DType, input.DeviceType, ThreadState.Current);
        Conversions.Fill(result, value);
        return result;
    }

    internal static void ForwardInPlace(Tensor input, Scalar value) => Conversions.Fill(input, value);

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
