using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>input + value * tensor1 / tensor2.</summary>
[Op("addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", InPlace = true, Broadcasts = true)]
internal static class Addcdiv
{
    internal static Tensor Forward(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value)
    {
        if (tensor1.DType <= DType.Int64 && tensor2.DType <= DType.Int64)
            throw new DtypeMismatchException("addcdiv", "tensor1", "floating point (integer division with addcdiv is no longer supported)",
                tensor1.DType.Name(),
                "Write input + value * tensor1.div(tensor2, rounding_mode='trunc').");
        DType type = DTypes.Promote(DTypes.Promote(input.DType, tensor1.DType), tensor2.DType);
        // One pass for real floating types; the others are rare.
        if (!type.IsFloatingPoint() || value.Kind == ScalarKind.Complex) return input + tensor1.Convert(type) * value / tensor2.Convert(type);
        return PointwiseDispatch.Ternary(new AddcdivOperator(value.ToDouble()), input, tensor1, tensor2, DTypeRule.Promote, "addcdiv", ThreadState.Current);
    }

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfTensor1(Tensor grad, Tensor tensor2, Scalar value) => grad * ((TensorOrScalar)value / tensor2).Conj();

    internal static Tensor GradOfTensor2(Tensor grad, Tensor tensor1, Tensor tensor2, Scalar value) =>
        grad * (tensor1 * value / (tensor2 * tensor2)).Neg().Conj();
}
