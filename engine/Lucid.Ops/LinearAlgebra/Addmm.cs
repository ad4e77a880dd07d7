using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * (mat1 @ mat2).</summary>
[Op("addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true, InPlace = true)]
internal static class Addmm
{
    internal static Tensor Forward(Tensor input, Tensor mat1, Tensor mat2, Scalar beta, Scalar alpha)
    {
        if (mat1.Rank == 2 && mat2.Rank == 2) MatrixDispatch.CheckDepth("addmm", mat1, "mat1", mat2, "mat2");
        return ScaledSum.Of(input, mat1.Mm(mat2), beta, alpha, "addmm");
    }
}
