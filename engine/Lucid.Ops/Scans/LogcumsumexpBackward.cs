using Lucid.Ops.Declaration;

namespace Lucid.Ops.Scans;

/// <summary>
/// Sums of grad_output weighted by the shares exp(input[i] - total[j]), i no later than j: over j if reverse, which is the
/// derivative of logcumsumexp, and over i if not, which is its transpose.
/// </summary>
[Op("_logcumsumexp_backward(Tensor grad_output, Tensor input, Tensor total, int dim, bool reverse) -> Tensor", NoOut = true, Surface = OpSurface.None)]
internal static class LogcumsumexpBackward
{
    // Positive and negative numbers apart, so that both stay in the logarithmic domain, as PyTorch does.
    internal static Tensor Forward(Tensor gradOutput, Tensor input, Tensor total, long dim, bool reverse)
    {
        Tensor magnitude = gradOutput.Abs().Log();
        // The least number instead of minus infinity: adding an infinite input or total would give NaN.
        double least = gradOutput.DType switch
        {
            DType.Float64 => double.MinValue,
            DType.Float16 => (double)System.Half.MinValue,
            DType.BFloat16 => -3.3895313892515355e38,
            _ => float.MinValue,
        };
        return Share(TensorFunctions.Where(gradOutput.Gt(0), magnitude, least), input, total, dim, reverse)
            - Share(TensorFunctions.Where(gradOutput.Lt(0), magnitude, least), input, total, dim, reverse);
    }

    internal static Tensor GradOfGradOutput(Tensor grad, Tensor input, Tensor total, long dim, bool reverse) =>
        TensorFunctions.LogcumsumexpBackward(grad, input, total, dim, !reverse);

    internal static Tensor GradOfInput(Tensor grad, Tensor gradOutput, Tensor input, Tensor total, Tensor result, long dim, bool reverse) =>
        reverse ? grad * result : gradOutput * TensorFunctions.LogcumsumexpBackward(grad, input, total, dim, reverse: true);

    internal static Tensor GradOfTotal(Tensor grad, Tensor gradOutput, Tensor input, Tensor total, Tensor result, long dim, bool reverse) =>
        -(reverse ? gradOutput * TensorFunctions.LogcumsumexpBackward(grad, input, total, dim, reverse: false) : grad * result);

    private static Tensor Share(Tensor logarithm, Tensor input, Tensor total, long dim, bool reverse) => reverse
        ? ((logarithm - total).Flip([dim]).Logcumsumexp(dim).Flip([dim]) + input).Exp()
        : ((logarithm + input).Logcumsumexp(dim) - total).Exp();
}
