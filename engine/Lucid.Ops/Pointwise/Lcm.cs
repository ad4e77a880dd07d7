using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Least common multiple of two integers.</summary>
[Op("lcm(Tensor input, Tensor other) -> Tensor", InPlace = true)]
internal static unsafe class Lcm
{
    internal static Tensor Forward(Tensor input, Tensor other) => FunctionDispatch.Integers(&IntegerFunctions.Lcm, input, other, "lcm");
}
