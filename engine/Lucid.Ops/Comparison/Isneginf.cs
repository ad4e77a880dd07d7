using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the element is minus infinity.</summary>
[Op("isneginf(Tensor input) -> Tensor", Composite = true)]
internal static class Isneginf
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.DType.IsComplex()) throw new DtypeMismatchException("isneginf", "input", "real (isneginf does not support complex inputs)",
            input.DType.Name());
        return input.DType.IsFloatingPoint() ? input.Eq(double.NegativeInfinity) : input.Ne(input);
    }
}
