using Lucid.Graph;
using Lucid.Cpu.Random;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Poisson random numbers of the rate that each element gives.</summary>
[Op("poisson(Tensor input, *, Generator? generator=None) -> Tensor", NoOut = true, Surface = OpSurface.Function)]
internal static class Poisson
{
    internal static Tensor Forward(Tensor input, Generator? generator)
    {
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("poisson", "input", "floating point rates", input.DType.Name(),
            "Convert it with .float().");
        using (GradMode.Off())
        {
            if (input.Count > 0 && input.Lt(0).Any().Item().ToBool())
                throw new ArgumentValueException("poisson", "poisson: invalid Poisson rate, expected rate to be non-negative", "input");
        }
        return ElementDraws.Run(DrawKind.Poisson, input, null, generator);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
