using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Elements not above a bound.</summary>
[Op("clamp_max(Tensor input, Tensor|Scalar max) -> Tensor", Composite = true, InPlace = true)]
internal static class ClampMax
{
    internal static Tensor Forward(Tensor input, TensorOrScalar max) => input.Clamp(null, max);
}
