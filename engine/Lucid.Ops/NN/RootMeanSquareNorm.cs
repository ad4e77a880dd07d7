using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.NN;

/// <summary>Rows over their root mean square, times weight where there is a second operand; and its reciprocals.</summary>
[Op("_root_mean_square_norm(Tensor[] operands, int[] normalized_shape, float eps) -> (Tensor result, Tensor scale)", NoOut = true,
    Surface = OpSurface.None)]
internal static class RootMeanSquareNorm
{
    internal static (Tensor Result, Tensor Scale) Forward(ReadOnlySpan<Tensor> operands, ReadOnlySpan<long> normalizedShape, double eps) =>
        LayerNormDispatch.RootMeanSquareForward(operands, normalizedShape, eps);

    internal static Tensor?[] GradOfOperands(Tensor gradResult, Tensor[] operands, Tensor scale, long[] normalizedShape, double eps) =>
        LayerNormDispatch.RootMeanSquareBackward(gradResult, operands, scale, normalizedShape, eps);
}
