using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Modified Bessel function of the first kind, order 0.</summary>
[Op("i0(Tensor input) -> Tensor", InPlace = true, Broadcasts = true)]
internal static unsafe class I0
{
    internal static Tensor Forward(Tensor input) => FunctionDispatch.Unary(&BesselFunctions.I0, input, "i0");

    internal static Tensor GradOfInput(Tensor grad, Tensor input) => grad * input.SpecialI1();
}
