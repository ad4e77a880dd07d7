using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>The upper triangle of matrices, the rest zero.</summary>
[Op("triu(Tensor input, int diagonal=0) -> Tensor", InPlace = true)]
internal static class Triu
{
    internal static Tensor Forward(Tensor input, long diagonal)
    {
        if (input.Rank < 2) throw new ShapeMismatchException("triu", $"triu: input tensor must have at least 2 dimensions, but is {input.Layout}", "input");
        Tensor rows = TensorFunctions.Arange(0, input.Shape[^2], 1, DType.Int64, input.Device).Unsqueeze(1);
        Tensor columns = TensorFunctions.Arange(0, input.Shape[^1], 1, DType.Int64, input.Device);
        return TensorFunctions.Where((columns - rows).Ge(diagonal), Conversions.ToContiguous(input), TensorFunctions.Zeros([], input.DType, input.Device));
    }

    internal static Tensor GradOfInput(Tensor grad, long diagonal) => grad.Triu(diagonal);
}
