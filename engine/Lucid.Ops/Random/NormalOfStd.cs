using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.Random;

/// <summary>Normal random numbers, each of its own mean and standard deviation.</summary>
[Op("normal.std(float mean, Tensor std, *, Generator? generator=None) -> Tensor", Broadcasts = true, Surface = OpSurface.Function)]
internal static class NormalOfStd
{
    internal static Tensor Forward(double mean, Tensor std, Generator? generator)
    {
        return NormalDraws.Of(std.Layout, std.DType, std.Device, generator, mean, std);
    }

    internal static Tensor GradOfStd(Tensor grad) => TensorFunctions.ZerosLike(grad);
}
