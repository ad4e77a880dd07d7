using System.Numerics;
using Lucid.Cpu.Special;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Numbers of trials up to the first success, of a probability, in the shape and type of the tensor.</summary>
[Op("geometric(Tensor input, float p, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true, Surface = OpSurface.Method)]
internal static class FillGeometric
{
    internal static Tensor Forward(Tensor input, double p, Generator? generator)
    {
        if (!(p > 0 && p < 1)) throw new ArgumentValueException("geometric_", $"geometric_: geometric_ expects p to be in (0, 1), but got p={p}", "p");
        if (input.DType is DType.Bool || input.DType.IsComplex()) throw ElementSwitch.Unsupported(input.DType, "geometric_");
        // A rounded up exponential number of rate -ln(1 - p) is geometric.
        Tensor draw = RandomDispatch.Floating(RandomKind.Exponential, input.Layout, DType.Float64, input.Device, generator, false, "geometric_",
            -ElementaryFunctions.Log1p(-p));
        return Conversions.To(draw.Ceil().Maximum(1), input.DType);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
