using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>input times 2 to the power other, in integers; 0 when the shift is negative or too wide.</summary>
[Op("bitwise_left_shift(Tensor|Scalar input, Tensor|Scalar other) -> Tensor", InPlace = true)]
internal static unsafe class BitwiseLeftShift
{
    internal static Tensor Forward(TensorOrScalar input, TensorOrScalar other) =>
        FunctionDispatch.Integers(&IntegerFunctions.ShiftLeft, input, other, "bitwise_left_shift");
}
