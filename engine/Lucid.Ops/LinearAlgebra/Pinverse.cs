using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Pseudo-inverses; singular values up to rcond times the largest count as zero.</summary>
[Op("pinverse(Tensor input, float rcond=1e-15) -> Tensor", Composite = true, NoOut = true)]
internal static class Pinverse
{
    internal static Tensor Forward(Tensor input, double rcond) => input.LinalgPinv((TensorOrScalar)rcond);
}
