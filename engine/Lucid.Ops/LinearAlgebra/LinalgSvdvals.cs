using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Singular values of matrices in descending order.</summary>
[Op("linalg_svdvals(Tensor A, *, str? driver=None) -> Tensor", Surface = OpSurface.Function)]
internal static class LinalgSvdvals
{
    internal static Tensor Forward(Tensor a, string? driver)
    {
        LinalgSvd.CheckDriver(driver, "linalg.svdvals");
        return LinalgSvd.Decompose(a, false, false, "linalg.svdvals").S;
    }

    internal static Tensor GradOfA(Tensor grad, Tensor a)
    {
        (Tensor u, _, Tensor vh) = a.LinalgSvd(false);
        return u.Matmul(Matrices.Column(grad.Convert(u.DType)) * vh);
    }
}
