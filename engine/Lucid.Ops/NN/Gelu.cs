using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>x times the normal distribution function of x; 'tanh' takes the usual approximation.</summary>
[Op("gelu(Tensor input, *, str approximate='none') -> Tensor", NoOut = true)]
internal static class Gelu
{
    internal static Tensor Forward(Tensor input, string approximate) => GeluDispatch.Forward(input, approximate);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, string approximate) => GeluDispatch.Backward(grad, input, approximate);
}
