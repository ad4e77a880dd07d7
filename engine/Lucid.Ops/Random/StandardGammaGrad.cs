using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.Random;

/// <summary>Derivative of gamma random numbers, given as output, by their shapes, given as input.</summary>
[Op("_standard_gamma_grad(Tensor input, Tensor output) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static unsafe class StandardGammaGrad
{
    internal static Tensor Forward(Tensor input, Tensor output) =>
        FunctionDispatch.Binary(&GammaFunctions.SampleSlope, input, output, "_standard_gamma_grad");
}
