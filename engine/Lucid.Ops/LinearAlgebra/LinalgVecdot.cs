using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Sums of conj(x) y along a dimension, with broadcasting.</summary>
[Op("linalg_vecdot(Tensor x, Tensor y, int dim=-1) -> Tensor", Composite = true, Surface = OpSurface.Function)]
internal static class LinalgVecdot
{
    internal static Tensor Forward(Tensor x, Tensor y, long dim)
    {
        if (x.DType != y.DType)
            throw new DtypeMismatchException("linalg.vecdot", "y", $"of the same dtype as x ({x.DType.Name()})", y.DType.Name());
        if (!x.DType.IsDifferentiable()) throw new DtypeMismatchException("linalg.vecdot", "x", "floating point or complex", x.DType.Name());
        return (x.Conj() * y).Sum([dim]);
    }
}
