using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sign and logarithm of the magnitude of determinants of square matrices.</summary>
[Op("slogdet(Tensor input) -> (Tensor sign, Tensor logabsdet)", Composite = true, NoOut = true)]
internal static class Slogdet
{
    internal static (Tensor Sign, Tensor Logabsdet) Forward(Tensor input) => input.LinalgSlogdet();
}
