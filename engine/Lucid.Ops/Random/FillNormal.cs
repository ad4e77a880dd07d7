using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers in the shape and type of the tensor.</summary>
[Op("normal.fill(Tensor input, float mean=0.0, float std=1.0, *, Generator? generator=None) -> Tensor", NoOut = true,
    InPlace = true, Surface = OpSurface.Method)]
internal static class FillNormal
{
    internal static Tensor Forward(Tensor input, double mean, double std, Generator? generator)
    {
        if (!(std >= 0)) throw new ArgumentValueException("normal_", $"normal_: normal expects std >= 0.0, but found std {std}", "std");
        return RandomDispatch.Floating(RandomKind.Normal, input.Layout, input.DType, input.Device, generator, false, "normal_", mean, std);
    }

    internal static Tensor GradOfInput(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
