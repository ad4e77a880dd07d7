using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>The magnitude of input with the sign of other.</summary>
[Op("copysign(Tensor input, Tensor|Scalar other) -> Tensor", InPlace = true, Broadcasts = true)]
internal static unsafe class Copysign
{
    internal static Tensor Forward(Tensor input, TensorOrScalar other) => FunctionDispatch.Binary(&ElementaryFunctions.CopySign, input, other, "copysign");

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result) => grad * (result / input).MaskedFill(input.Eq(0), 0);

    internal static Tensor GradOfOther(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
