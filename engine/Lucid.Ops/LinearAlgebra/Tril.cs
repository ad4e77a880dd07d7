using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>The lower triangle of matrices, the rest zero.</summary>
[Op("tril(Tensor input, int diagonal=0) -> Tensor", InPlace = true)]
internal static class Tril
{
    internal static Tensor Forward(Tensor input, long diagonal)
    {
        if (input.Rank < 2) throw new ShapeMismatchException("tril", $"tril: input tensor must have at least 2 dimensions, but is {input.Layout}", "input");
        Tensor rows = TensorFunctions.Arange(0, input.Shape[^2], 1, DType.Int64, input.Device).Unsqueeze(1);
        Tensor columns = TensorFunctions.Arange(0, input.Shape[^1], 1, DType.Int64, input.Device);
        return TensorFunctions.Where((columns - rows).Le(diagonal), Conversions.ToContiguous(input), TensorFunctions.Zeros([], input.DType, input.Device));
    }

    internal static Tensor GradOfInput(Tensor grad, long diagonal) => grad.Tril(diagonal);
}
