using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>input divided by 2 to the power other, rounded down; the sign alone when the shift is negative or too wide.</summary>
[Op("bitwise_right_shift(Tensor|Scalar input, Tensor|Scalar other) -> Tensor", InPlace = true)]
internal static unsafe class BitwiseRightShift
{
    internal static Tensor Forward(TensorOrScalar input, TensorOrScalar other) =>
        FunctionDispatch.Integers(&IntegerFunctions.ShiftRight, input, other, "bitwise_right_shift");
}
