using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Modified Bessel function of the first kind, order 1.</summary>
[Op("special_i1(Tensor input) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static unsafe class I1
{
    internal static Tensor Forward(Tensor input) => FunctionDispatch.Unary(&BesselFunctions.I1, input, "i1");

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result)
    {
        // I1' = I0 - I1 / x, which tends to 1/2 at 0.
        Tensor zero = input.Eq(0);
        Tensor slope = input.I0() - result / input.MaskedFill(zero, 1);
        return grad * slope.MaskedFill(zero, 0.5);
    }
}
