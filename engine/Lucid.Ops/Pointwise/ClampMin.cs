using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Elements not below a bound.</summary>
[Op("clamp_min(Tensor input, Tensor|Scalar min) -> Tensor", Composite = true, InPlace = true)]
internal static class ClampMin
{
    internal static Tensor Forward(Tensor input, TensorOrScalar min) => input.Clamp(min);
}
