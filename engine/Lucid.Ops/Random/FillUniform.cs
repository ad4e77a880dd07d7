using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Uniform random numbers in [from, to) in the shape and type of the tensor.</summary>
[Op("uniform(Tensor input, float from=0.0, float to=1.0, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillUniform
{
    internal static Tensor Forward(Tensor input, double from, double to, Generator? generator)
    {
        if (!(from <= to))
            throw new ArgumentValueException("uniform_",
                $"uniform_: uniform_ expects to return a [from, to) range, but found from={from} > to={to}", "from");
        return RandomDispatch.Floating(RandomKind.Uniform, input.Layout, input.DType, input.Device, generator, false, "uniform_", from, to);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
