using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>input times the logarithm of other; 0 where input is 0.</summary>
[Op("xlogy(Tensor|Scalar input, Tensor|Scalar other) -> Tensor", InPlace = true, Broadcasts = true)]
internal static unsafe class Xlogy
{
    internal static Tensor Forward(TensorOrScalar input, TensorOrScalar other) => FunctionDispatch.Binary(&ElementaryFunctions.Xlogy, input, other, "xlogy");

    internal static Tensor GradOfInput(Tensor grad, TensorOrScalar input, TensorOrScalar other)
    {
        Tensor slope = TensorFunctions.Xlogy(grad, other);
        return slope.MaskedFill(input.AsTensor().Eq(0).LogicalAnd(other.AsTensor().Le(0)), 0);
    }

    internal static Tensor GradOfOther(Tensor grad, TensorOrScalar input, TensorOrScalar other) => grad * (input / other.AsTensor());
}
