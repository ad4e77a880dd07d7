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

    // A derivative written with log|grad| has none itself where grad is zero; the op for it is linear in grad and says so.
    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, long dim) =>
        grad.Rank == 0 || grad.Count == 0 ? grad : TensorFunctions.LogcumsumexpBackward(grad, input, result, dim, reverse: true);
}
