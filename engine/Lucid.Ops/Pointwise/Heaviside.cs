using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>0 below zero, 1 above, and the given value at zero; NaN counts as below.</summary>
[Op("heaviside(Tensor input, Tensor values) -> Tensor", InPlace = true)]
internal static class Heaviside
{
    internal static Tensor Forward(Tensor input, Tensor values)
    {
        if (input.DType.IsComplex() || values.DType.IsComplex())
            throw new DtypeMismatchException("heaviside", "input", "real (heaviside is not yet implemented for complex tensors)", input.DType.Name());
        if (input.DType != values.DType)
            throw new DtypeMismatchException("heaviside", "values", $"of input's dtype {input.DType.Name()}", values.DType.Name(), "Convert one of them.");
        return TensorFunctions.Where(input.Eq(0), values, input.Gt(0).Convert(input.DType));
    }
}
