using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>beta * input + alpha * (mat1 @ mat2).</summary>
[Op("addmm(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1) -> Tensor", Composite = true)]
internal static class Addmm
{
    internal static Tensor Forward(Tensor input, Tensor mat1, Tensor mat2, Scalar beta, Scalar alpha)
    {
        Tensor product = mat1.Mm(mat2);
        if (!alpha.IsOne) product = product * alpha;
        if (!beta.ToBool()) return product;
        return product + (beta.IsOne ? input : input * beta);
    }
}
