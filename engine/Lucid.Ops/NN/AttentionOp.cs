using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Attention of operands query, key and value (batch, heads, rows, features), and the logarithms of the sums.</summary>
[Op("_attention(Tensor[] operands, Tensor? mask, bool is_causal, float scale) -> (Tensor result, Tensor log_sums)", NoOut = true,
    Surface = OpSurface.None)]
internal static class AttentionOp
{
    internal static (Tensor Result, Tensor LogSums) Forward(ReadOnlySpan<Tensor> operands, Tensor? mask, bool isCausal, double scale) =>
        AttentionDispatch.Forward(operands, mask, isCausal, scale);

    internal static Tensor?[] GradOfOperands(Tensor gradResult, Tensor[] operands, Tensor? mask, bool isCausal, double scale, Tensor result, Tensor logSums) =>
        AttentionDispatch.Backward(gradResult, operands, mask, isCausal, scale, result, logSums);
}
