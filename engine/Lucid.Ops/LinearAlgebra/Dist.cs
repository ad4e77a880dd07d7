using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>The p-norm of the difference of two tensors.</summary>
[Op("dist(Tensor input, Tensor other, Scalar p=2) -> Tensor", Composite = true)]
internal static class Dist
{
    internal static Tensor Forward(Tensor input, Tensor other, Scalar p) => (input - other).Norm(p);
}
