using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Binary logarithm of the sum of two powers of 2, without overflow on the way.</summary>
[Op("logaddexp2(Tensor input, Tensor other) -> Tensor", InPlace = true, Broadcasts = true)]
internal static unsafe class Logaddexp2
{
    internal static Tensor Forward(Tensor input, Tensor other) =>
        FunctionDispatch.Binary(&ElementaryFunctions.LogAddExp2, input, other, "logaddexp2", DTypeRule.Promote);

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor other) => grad / ((other - input).Exp2() + 1);

    internal static Tensor GradOfOther(Tensor grad, Tensor input, Tensor other) => grad / ((input - other).Exp2() + 1);
}
