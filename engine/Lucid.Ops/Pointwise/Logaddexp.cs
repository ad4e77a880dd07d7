using System.Numerics;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Pointwise;

/// <summary>Logarithm of the sum of two exponentials, without overflow on the way.</summary>
[Op("logaddexp(Tensor input, Tensor other) -> Tensor", InPlace = true, Broadcasts = true)]
internal static class Logaddexp
{
    internal static Tensor Forward(Tensor input, Tensor other)
    {
        if (!input.DType.IsComplex() && !other.DType.IsComplex())
            return PointwiseDispatch.Binary(new LogAddExpOperator(), input, other, DTypeRule.Promote, "logaddexp", ThreadState.Current);
        // The larger real part leads: ln(e^a + e^b) = a + ln(1 + e^(b - a)).
        Tensor first = input.Real().Ge(other.Real());
        Tensor larger = TensorFunctions.Where(first, input, other), smaller = TensorFunctions.Where(first, other, input);
        return larger + (smaller - larger).Exp().Log1p();
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor other) => grad / ((other - input).Exp() + 1).Conj();

    internal static Tensor GradOfOther(Tensor grad, Tensor input, Tensor other) => grad / ((input - other).Exp() + 1).Conj();
}
