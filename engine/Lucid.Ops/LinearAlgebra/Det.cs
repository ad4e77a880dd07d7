using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Determinants of square matrices. The gradient needs matrices that have an inverse.</summary>
[Op("det(Tensor input) -> Tensor", NoOut = true)]
internal static class Det
{
    internal static Tensor Forward(Tensor input) => EliminationDispatch.Determinant(input, "det").Value;

    internal static Tensor GradOfInput(Tensor grad, Tensor input, Tensor result) =>
        (grad * result.Conj()).Unsqueeze(-1).Unsqueeze(-1) * input.Inverse().Transpose(-2, -1).Conj();
}
