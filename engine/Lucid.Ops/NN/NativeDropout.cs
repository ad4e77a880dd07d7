using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Random;

namespace Lucid.Ops.NN;

/// <summary>Elements kept with probability 1 - p and scaled by 1 / (1 - p), and the mask of what was kept.</summary>
[Op("native_dropout(Tensor input, float p, Generator? generator=None) -> (Tensor result, Tensor mask)", NoOut = true, Surface = OpSurface.None)]
internal static class NativeDropout
{
    internal static (Tensor Result, Tensor Mask) Forward(Tensor input, double p, Generator? generator)
    {
        Tensor mask = RandomDispatch.Bernoulli(input.Layout, 1 - p, DType.Bool, input.DeviceType, generator);
        return (TensorFunctions.DropoutApply(input, mask, 1 / (1 - p)), mask);
    }

    internal static Tensor GradOfInput(Tensor gradResult, Tensor mask, double p) => TensorFunctions.DropoutApply(gradResult, mask, 1 / (1 - p));
}
