using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>A power of square matrices; negative powers are those of the inverse.</summary>
[Op("matrix_power(Tensor input, int n) -> Tensor", Composite = true)]
internal static class MatrixPower
{
    internal static Tensor Forward(Tensor input, long n)
    {
        if (input.Rank < 2 || input.Shape[^1] != input.Shape[^2])
            throw new ShapeMismatchException("matrix_power", $"matrix_power: input must be batches of square matrices, but is {input.Layout}", "input");
        return MatrixChain.Power(input, n);
    }
}
