using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.Scans;

/// <summary>log of the running sum of exp along a dimension, without overflow.</summary>
[Op("logcumsumexp(Tensor input, int dim) -> Tensor", Amp = AmpPolicy.Float32)]
internal static class Logcumsumexp
{
    internal static Tensor Forward(Tensor input, long dim)
    {
        if (!input.DType.IsFloatingPoint())
            throw new NotImplementedException("logcumsumexp", $"logcumsumexp: not implemented for '{input.DType.Name()}'. Convert the input with .float().");
        return ScanDispatch.Run(input, dim, input.DType, ScanKind.LogSumExp, "logcumsumexp");
    }

    // Positive and negative gradients apart, so that both stay in the logarithmic domain, as PyTorch does.
    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, long dim)
    {
        if (grad.Rank == 0 || grad.Count == 0) return grad;
        Tensor magnitude = grad.Abs().Log();
        // The least number instead of minus infinity: differences of such logarithms are no NaN in second derivatives.
        double least = grad.DType switch
        {
            DType.Float64 => double.MinValue,
            DType.Float16 => (double)System.Half.MinValue,
            _ => float.MinValue,
        };
        if (grad.DType == DType.BFloat16) least = -3.3895313892515355e38;
        return Share(TensorFunctions.Where(grad.Gt(0), magnitude, least), input, result, dim)
            - Share(TensorFunctions.Where(grad.Lt(0), magnitude, least), input, result, dim);
    }

    private static Tensor Share(Tensor logarithm, Tensor input, Tensor result, long dim) =>
        ((logarithm - result).Flip([dim]).Logcumsumexp(dim).Flip([dim]) + input).Exp();
}
