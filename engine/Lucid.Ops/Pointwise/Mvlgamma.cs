using System;
using Lucid.Ops.Declaration;

namespace Lucid.Ops.Pointwise;

/// <summary>Logarithm of the multivariate gamma function of dimension p (Wikipedia, "Multivariate gamma function").</summary>
[Op("mvlgamma(Tensor input, int p) -> Tensor", InPlace = true, Broadcasts = true)]
internal static class Mvlgamma
{
    internal static Tensor Forward(Tensor input, long p)
    {
        if (p < 1) throw new ArgumentValueException("mvlgamma", $"mvlgamma: p has to be greater than or equal to 1, got p={p}", "p");
        if (input.DType == DType.Bool || input.DType.IsComplex())
            throw new DtypeMismatchException("mvlgamma", "input", "integer or floating point", input.DType.Name());
        return Shifted(input, p).Lgamma().Sum([-1]) + 0.25 * p * (p - 1) * Math.Log(Math.PI);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, long p) => grad * Shifted(input, p).Digamma().Sum([-1]);

    // input, input - 1/2, ..., input - (p - 1)/2 along a last dimension.
    private static Tensor Shifted(Tensor input, long p)
    {
        Tensor x = input.DType.IsFloatingPoint() ? input : input.Convert(DTypes.Default);
        return x.Unsqueeze(-1) - TensorFunctions.Arange(0, p, 1, x.DType, x.Device) * 0.5;
    }
}
