using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// The product of other with Q (or, transposed, Q^H) from the left or right, where Q is the whole product of the reflectors in input and tau.
/// </summary>
[Op("ormqr(Tensor input, Tensor tau, Tensor other, bool left=True, bool transpose=False) -> Tensor", Composite = true)]
internal static class Ormqr
{
    internal static Tensor Forward(Tensor input, Tensor tau, Tensor other, bool left, bool transpose)
    {
        Matrices.Matrix(input, "ormqr", "input");
        Matrices.Matrix(other, "ormqr", "other");
        Matrices.Alike(input, other, "ormqr", "other");
        long rows = input.Shape[^2], columns = input.Shape[^1];
        if (other.Shape[left ? ^2 : ^1] != rows)
            throw new ShapeMismatchException("ormqr", $"ormqr: other.shape[{(left ? -2 : -1)}] must be equal to input.shape[-2], but input is "
                + $"{input.Layout} and other is {other.Layout}", "other");
        if (columns > rows) (input, columns) = (input.Narrow(-1, 0, rows), rows);
        Tensor whole = rows == columns ? input
            : TensorFunctions.Cat([input, TensorFunctions.Zeros([.. input.Shape[..^1], rows - columns], input.DType, input.Device)], -1);
        Tensor q = TensorFunctions.LinalgHouseholderProduct(whole, tau);
        if (transpose) q = q.Adjoint();
        // The transposed product is row-major: LAPACK's order.
        Tensor turned = left ? other.Transpose(-2, -1).Matmul(q.Transpose(-2, -1)) : q.Transpose(-2, -1).Matmul(other.Transpose(-2, -1));
        return turned.Transpose(-2, -1);
    }
}
