using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>input times 2 to the power other.</summary>
[Op("ldexp(Tensor input, Tensor other) -> Tensor", Composite = true, InPlace = true)]
internal static class Ldexp
{
    internal static Tensor Forward(Tensor input, Tensor other)
    {
        if (other.DType > DType.Int64) return input * TensorFunctions.Pow((TensorOrScalar)2.0, other);
        DType type = Promotion.Of(input.DType, DTypeRule.Float);
        // Half types have few exponents: the power alone might overflow where the product does not.
        DType wide = type.ItemSize() == 2 ? DType.Float32 : type;
        return (input.Convert(wide) * TensorFunctions.Pow((TensorOrScalar)2.0, other.Convert(wide.ToReal()))).Convert(type);
    }
}
