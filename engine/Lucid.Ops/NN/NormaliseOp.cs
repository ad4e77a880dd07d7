using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>
/// Channels (0 groups) or groups of channels of every sample normalised by given statistics or their own; operands are the
/// input, or input, weight and bias. The variance has the divisor n.
/// </summary>
[Op(
    "_normalise(Tensor[] operands, Tensor? running_mean, Tensor? running_var, int groups, float eps) -> (Tensor result, Tensor mean, "
    + "Tensor variance)", NoOut = true, Surface = OpSurface.None)]
internal static class NormaliseOp
{
    internal static (Tensor Result, Tensor Mean, Tensor Variance) Forward(ReadOnlySpan<Tensor> operands, Tensor? runningMean, Tensor? runningVar,
        long groups, double eps) =>
        NormalisationDispatch.Forward(operands, runningMean, runningVar, groups, eps);

    internal static Tensor?[] GradOfOperands(Tensor gradResult, Tensor[] operands, DType runningMeanDType, Tensor mean, Tensor variance,
        long groups, double eps) =>
        NormalisationDispatch.Backward(gradResult, operands, mean, variance, runningMeanDType != default, groups, eps);
}
