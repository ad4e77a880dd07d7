using System.Numerics;
using Lucid.Graph;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Each element raised to a power, in double precision.</summary>
[Op("float_power(Tensor|Scalar input, Tensor|Scalar exponent) -> Tensor", Composite = true, InPlace = true)]
internal static class FloatPower
{
    internal static Tensor Forward(TensorOrScalar input, TensorOrScalar exponent)
    {
        bool complex = (input.Tensor?.DType ?? input.Scalar.DType).IsComplex() || (exponent.Tensor?.DType ?? exponent.Scalar.DType).IsComplex();
        DType type = complex ? DType.Complex128 : DType.Float64;
        return TensorFunctions.Pow(Wide(input, type), Wide(exponent, type));
    }

    internal static void ForwardInPlace(Tensor input, TensorOrScalar exponent)
    {
        Tensor result = Forward(GradMode.Enabled && input.RequiresGrad ? input.Clone() : input, exponent);
        if (result.DType != input.DType)
            throw new DtypeMismatchException("float_power_", "input", $"of the result's type {result.DType.Name()}", input.DType.Name(),
                "Use the out-of-place form.");
        InPlaceRules.Assign(input, result, "float_power_");
    }

    private static TensorOrScalar Wide(TensorOrScalar operand, DType type) => operand.Tensor is { } tensor ? tensor.Convert(type)
        : type == DType.Complex128 ? (TensorOrScalar)operand.Scalar.ToComplex() : (TensorOrScalar)operand.Scalar.ToDouble();
}
