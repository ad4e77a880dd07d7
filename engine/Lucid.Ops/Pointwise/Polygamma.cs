using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Pointwise;

/// <summary>Derivative of order n of the digamma function; order 0 is digamma itself.</summary>
[Op("polygamma(int n, Tensor input) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static unsafe class Polygamma
{
    internal static Tensor Forward(long n, Tensor input)
    {
        if (n < 0) throw new ArgumentValueException("polygamma", $"polygamma: polygamma(n, x) does not support negative n, got n={n}", "n");
        return n == 0 ? input.Digamma() : FunctionDispatch.Binary(&ZetaFunctions.Polygamma, input, (double)n, "polygamma");
    }

    internal static Tensor GradOfInput(Tensor grad, long n, Tensor input) => grad * TensorFunctions.Polygamma(n + 1, input);
}
