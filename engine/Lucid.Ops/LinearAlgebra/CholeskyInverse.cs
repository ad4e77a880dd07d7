using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Inverses of matrices from their Cholesky factors.</summary>
[Op("cholesky_inverse(Tensor input, bool upper=False) -> Tensor")]
internal static class CholeskyInverse
{
    internal static Tensor Forward(Tensor input, bool upper)
    {
        Matrices.Square(input, "cholesky_inverse", "input");
        Tensor unit = TensorFunctions.Eye(input.Shape[^1], dtype: input.DType, device: input.Device);
        return unit.Expand(input.Shape).CholeskySolve(input, upper);
    }

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result, bool upper) =>
        CholeskySolve.OfFactor(result.Matmul(grad).Matmul(result), input, upper);
}
