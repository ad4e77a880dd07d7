using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Cauchy random numbers of a median and a scale in the shape and type of the tensor.</summary>
[Op("cauchy(Tensor input, float median=0.0, float sigma=1.0, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true,
    Surface = OpSurface.Method)]
internal static class FillCauchy
{
    internal static Tensor Forward(Tensor input, double median, double sigma, Generator? generator)
    {
        if (!(sigma > 0)) throw new ArgumentValueException("cauchy_", $"cauchy_: cauchy_ expects sigma > 0.0, but found sigma={sigma}", "sigma");
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("cauchy_", "input",
            "floating point (Cauchy distribution is a continuous probability distribution)", input.DType.Name());
        Tensor draw = RandomDispatch.Floating(RandomKind.Uniform, input.Layout, DType.Float64, input.Device, generator, false, "cauchy_");
        return Conversions.To(((draw - 0.5) * Math.PI).Tan() * sigma + median, input.DType);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
