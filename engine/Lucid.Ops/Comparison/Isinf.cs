using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the element is infinite.</summary>
[Op("isinf(Tensor input) -> Tensor", Composite = true, NoOut = true)]
internal static class Isinf
{
    internal static Tensor Forward(Tensor input)
        => input.DType.IsFloatingPoint() ? input.Abs().Eq(double.PositiveInfinity)
            : input.DType.IsComplex() ? input.Real().Isinf().LogicalOr(input.Imag().Isinf())
            : input.Ne(input);
}
