using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>
/// Instance normalisation (D. Ulyanov, A. Vedaldi, V. Lempitsky, 2016): every channel of every sample by its own statistics,
/// whose means over the samples the running ones follow, or by the running ones.
/// </summary>
[Op(
    "instance_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool use_input_stats, "
    + "float momentum, float eps, bool cudnn_enabled) -> Tensor", NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class InstanceNorm
{
    internal static Tensor Forward(Tensor input, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool useInputStats,
        double momentum, double eps, bool cudnnEnabled)
    {
        NormalisationDispatch.Check("instance_norm", input, weight, bias, runningMean, runningVar);
        if (!useInputStats && (runningMean is null || runningVar is null))
            throw new ArgumentValueException("instance_norm",
                "instance_norm: Expected running_mean and running_var to be defined when use_input_stats is false",
                runningMean is null ? "running_mean" : "running_var");
        Tensor[] operands = NormalisationDispatch.Operands(input, weight, bias);
        if (!useInputStats) return TensorFunctions.Normalise(operands, runningMean, runningVar, 0, eps).Result;
        (Tensor result, Tensor mean, Tensor variance) = TensorFunctions.Normalise(operands, null, null, System.Math.Max(1, input.Shape[1]), eps);
        double count = input.Count == 0 ? 1 : input.Count / (input.Shape[0] * input.Shape[1]);
        if (runningMean is not null) NormalisationDispatch.Follow(runningMean, mean.Mean([0]), momentum);
        if (runningVar is not null) NormalisationDispatch.Follow(runningVar, variance.Mean([0]), momentum, count);
        return result;
    }
}
