using System.Numerics;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>True where the element is plus infinity.</summary>
[Op("isposinf(Tensor input) -> Tensor", Composite = true)]
internal static class Isposinf
{
    internal static Tensor Forward(Tensor input)
    {
        if (input.DType.IsComplex()) throw new DtypeMismatchException("isposinf", "input", "real (isposinf does not support complex inputs)",
            input.DType.Name());
        return input.DType.IsFloatingPoint() ? input.Eq(double.PositiveInfinity) : input.Ne(input);
    }
}
