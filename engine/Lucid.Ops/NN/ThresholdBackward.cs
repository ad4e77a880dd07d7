using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>The gradient where input lies above the threshold, zero elsewhere.</summary>
[Op("threshold_backward(Tensor grad_output, Tensor input, Scalar threshold) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class ThresholdBackward
{
    internal static Tensor Forward(Tensor gradOutput, Tensor input, Scalar threshold) => ThresholdDispatch.Run(gradOutput, input, threshold);

    internal static Tensor GradOfGradOutput(Tensor grad, Tensor input, Scalar threshold) =>
        TensorFunctions.ThresholdBackward(grad, input, threshold);
}
