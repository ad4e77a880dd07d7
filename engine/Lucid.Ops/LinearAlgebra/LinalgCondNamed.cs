using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Condition numbers by the norms 'fro' and 'nuc'.</summary>
[Op("linalg_cond.p_str(Tensor A, str p) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgCondNamed
{
    internal static Tensor Forward(Tensor a, string p)
    {
        if (p is not ("fro" or "nuc"))
            throw new ArgumentValueException("linalg.cond", $"linalg.cond: p must be None, 1, -1, 2, -2, inf, -inf, 'fro' or 'nuc', but is '{p}'", "p");
        return LinalgCond.ByInverse(a, "linalg.cond", matrix => TensorFunctions.LinalgMatrixNorm(matrix, p));
    }
}
