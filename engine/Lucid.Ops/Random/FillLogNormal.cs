using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Exponentials of normal random numbers in the shape and type of the tensor.</summary>
[Op("log_normal(Tensor input, float mean=1.0, float std=2.0, *, Generator? generator=None) -> Tensor", NoOut = true, InPlace = true,
    Surface = OpSurface.Method)]
internal static class FillLogNormal
{
    internal static Tensor Forward(Tensor input, double mean, double std, Generator? generator)
    {
        if (!(std > 0)) throw new ArgumentValueException("log_normal_", $"log_normal_: log_normal_ expects std > 0.0, but found std={std}", "std");
        if (!input.DType.IsFloatingPoint()) throw new DtypeMismatchException("log_normal_", "input", "floating point", input.DType.Name());
        return RandomDispatch.Floating(RandomKind.Normal, input.Layout, input.DType, input.Device, generator, false, "log_normal_", mean, std).Exp();
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
