using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Greatest common divisor of two integers.</summary>
[Op("gcd(Tensor input, Tensor other) -> Tensor", InPlace = true)]
internal static unsafe class Gcd
{
    internal static Tensor Forward(Tensor input, Tensor other) => FunctionDispatch.Integers(&IntegerFunctions.Gcd, input, other, "gcd");
}
