using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>A view of the diagonals of matrices, by default those of the last two dimensions, as the last dimension.</summary>
[Op("linalg_diagonal(Tensor A, *, int offset=0, int dim1=-2, int dim2=-1) -> Tensor", Composite = true, NoOut = true, Surface = OpSurface.Function)]
internal static class LinalgDiagonal
{
    internal static Tensor Forward(Tensor a, long offset, long dim1, long dim2) => a.Diagonal(offset, dim1, dim2);
}
