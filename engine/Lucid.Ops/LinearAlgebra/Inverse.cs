using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Inverses of square matrices.</summary>
[Op("inverse(Tensor input) -> Tensor")]
internal static class Inverse
{
    internal static Tensor Forward(Tensor input) => EliminationDispatch.Inverse(input, "inverse");

    internal static Tensor GradOfInput(Tensor grad, Tensor result)
    {
        Tensor adjoint = result.Transpose(-2, -1).Conj();
        return -adjoint.Matmul(grad.Matmul(adjoint));
    }
}
