using Lucid.Ops.Declaration;

namespace Lucid.Ops.Comparison;

/// <summary>Whether all elements are close.</summary>
[Op("allclose(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False) -> bool", Composite = true, NoOut = true)]
internal static class Allclose
{
    internal static bool Forward(Tensor input, Tensor other, double rtol, double atol, bool equalNan) =>
        input.Isclose(other, rtol, atol, equalNan).All().Item().ToBool();
}
