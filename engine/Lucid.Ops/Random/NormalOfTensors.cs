using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers, each of its own mean and standard deviation.</summary>
[Op("normal.both(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static class NormalOfTensors
{
    internal static Tensor Forward(Tensor mean, Tensor std, Generator? generator)
    {
        Layout shape = Broadcasting.Common(mean.Layout, std.Layout, "normal", "mean", "std");
        return NormalDraws.Of(shape, DTypes.Promote(mean.DType, std.DType), mean.Device, generator, mean, std);
    }

    internal static Tensor GradOfMean(Tensor grad) => TensorFunctions.ZerosLike(grad);

    internal static Tensor GradOfStd(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
