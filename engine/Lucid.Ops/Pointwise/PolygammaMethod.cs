using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Derivative of order n of the digamma function; order 0 is digamma itself.</summary>
[Op("polygamma.method(Tensor input, int n) -> Tensor", InPlace = true, NoOut = true, Broadcasts = true, Surface = OpSurface.Method)]
internal static class PolygammaMethod
{
    internal static Tensor Forward(Tensor input, long n) => TensorFunctions.Polygamma(n, input);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, long n) => grad * TensorFunctions.Polygamma(n + 1, input);
}
