using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>input + value * tensor1 * tensor2.</summary>
[Op("addcmul(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1) -> Tensor", InPlace = true, Broadcasts = true)]
internal static class Addcmul
{
    internal static Tensor Forward(Tensor input, Tensor tensor1, Tensor tensor2, Scalar value)
    {
        DType type = DTypes.Promote(DTypes.Promote(input.DType, tensor1.DType), tensor2.DType);
        // One pass for real floating types; the others are rare.
        if (!type.IsFloatingPoint() || value.Kind == ScalarKind.Complex)
            return input + tensor1.Convert(type) * tensor2.Convert(type) * (type <= DType.Int64 ? value.ToInt64() : value);
        return PointwiseDispatch.Ternary(new AddcmulOperator(value.ToDouble()), input, tensor1, tensor2, DTypeRule.Promote, "addcmul", ThreadState.Current);
    }

    internal static Tensor GradOfInput(Tensor grad) => grad;

    internal static Tensor GradOfTensor1(Tensor grad, Tensor tensor2, Scalar value) => grad * (tensor2 * value).Conj();

    internal static Tensor GradOfTensor2(Tensor grad, Tensor tensor1, Scalar value) => grad * (tensor1 * value).Conj();
}
