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
        if (input.DType.IsComplex()) return Doubling(input, dim);
        if (!input.DType.IsFloatingPoint())
            throw new NotImplementedException("logcumsumexp", $"logcumsumexp: not implemented for '{input.DType.Name()}'. Convert the input with .float().");
        return ScanDispatch.Run(input, dim, input.DType, ScanKind.LogSumExp, "logcumsumexp");
    }

    // The sum over j >= i of grad[j] exp(input[i] - result[j]), its terms complex logarithms, so that none overflows.
    private static Tensor ComplexGradient(Tensor grad, Tensor input, Tensor result, long dim)
    {
        Tensor terms = (grad.Conj().Log() - result).Flip([dim]).Logcumsumexp(dim).Flip([dim]);
        return (terms + input).Exp().Conj();
    }

    // Each element joined with the one 1, 2, 4, ... places before it (Hillis & Steele 1986).
    private static Tensor Doubling(Tensor input, long dim)
    {
        int at = Dimensions.Normalize(dim, input.Rank, "logcumsumexp");
        Tensor result = input.Clone();
        if (input.Rank == 0 || input.Count == 0) return result;
        long size = input.Shape[at];
        for (long step = 1; step < size; step *= 2)
        {
            Tensor joined = TensorFunctions.Logaddexp(result.Narrow(at, step, size - step), result.Narrow(at, 0, size - step));
            result = TensorFunctions.Cat([result.Narrow(at, 0, step), joined], at);
        }
        return result;
    }

    // A derivative written with log|grad| has none itself where grad is zero; the op for it is linear in grad and says so.
    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, long dim) =>
        grad.Rank == 0 || grad.Count == 0 ? grad
        : input.DType.IsComplex() ? ComplexGradient(grad, input, result, dim)
        : TensorFunctions.LogcumsumexpBackward(grad, input, result, dim, reverse: true);
}
