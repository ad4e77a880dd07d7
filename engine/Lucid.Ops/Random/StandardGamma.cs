using Lucid.Cpu.Random;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Gamma random numbers of rate 1 and the shape that each element gives; never below the least normal number.</summary>
[Op("_standard_gamma(Tensor input, *, Generator? generator=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class StandardGamma
{
    internal static Tensor Forward(Tensor input, Generator? generator)
    {
        if (!input.DType.IsFloatingPoint())
            throw new DtypeMismatchException("_standard_gamma", "input", "floating point shapes", input.DType.Name(), "Convert it with .float().");
        return ElementDraws.Run(DrawKind.Gamma, input, null, generator).ClampMin(ElementDraws.Least(input.DType));
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result) => grad * TensorFunctions.StandardGammaGrad(input, result);
}
