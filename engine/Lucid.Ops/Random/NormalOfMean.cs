using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers, each of its own mean and standard deviation.</summary>
[Op("normal.mean(Tensor mean, float std=1.0, *, Generator? generator=None) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static class NormalOfMean
{
    internal static Tensor Forward(Tensor mean, double std, Generator? generator)
    {
        if (!(std >= 0)) throw new ArgumentValueException("normal", $"normal: normal expects std >= 0.0, but found std {std}", "std");
        return NormalDraws.Of(mean.Layout, mean.DType, mean.Device, generator, mean, std);
    }

    internal static Tensor GradOfMean(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
