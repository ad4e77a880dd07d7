using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>
/// Batch normalisation (S. Ioffe, C. Szegedy, 2015): every channel (dimension 1) by its own statistics in training, which
/// the running ones then follow, else by the running ones.
/// </summary>
[Op(
    "batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, "
    + "float eps, bool cudnn_enabled) -> Tensor", NoOut = true, Surface = OpSurface.Function, Composite = true)]
internal static class BatchNorm
{
    internal static Tensor Forward(Tensor input, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool training,
        double momentum, double eps, bool cudnnEnabled)
    {
        // Nothing without channels is taken as it is, as in PyTorch.
        if (input.Rank == 1 && input.Count == 0) return input.Clone();
        NormalisationDispatch.Check("batch_norm", input, weight, bias, runningMean, runningVar);
        if (!training && (runningMean is null || runningVar is null))
            throw new ArgumentValueException("batch_norm", "batch_norm: Expected running_mean and running_var to be defined when training=False",
                runningMean is null ? "running_mean" : "running_var");
        Tensor[] operands = NormalisationDispatch.Operands(input, weight, bias);
        if (!training) return TensorFunctions.Normalise(operands, runningMean, runningVar, 0, eps).Result;
        (Tensor result, Tensor mean, Tensor variance) = TensorFunctions.Normalise(operands, null, null, 0, eps);
        double count = input.Shape[1] == 0 ? 1 : input.Count / input.Shape[1];
        NormalisationDispatch.Follow(runningMean, mean, momentum);
        NormalisationDispatch.Follow(runningVar, variance, momentum, count);
        return result;
    }
}
