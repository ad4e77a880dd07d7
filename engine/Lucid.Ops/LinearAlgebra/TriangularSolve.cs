using Lucid.Ops.Declaration;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions X of A X = input with triangular A, or of A^T X = input, and a copy of A.</summary>
[Op("triangular_solve(Tensor input, Tensor A, bool upper=True, bool transpose=False, bool unitriangular=False) -> "
    + "(Tensor solution, Tensor cloned_coefficient)", Composite = true)]
internal static class TriangularSolve
{
    internal static (Tensor Solution, Tensor Coefficient) Forward(Tensor input, Tensor a, bool upper, bool transpose, bool unitriangular)
    {
        Tensor matrix = transpose ? a.Transpose(-2, -1) : a;
        // The copy is column-major, as LAPACK's.
        Tensor copy = a.Transpose(-2, -1).Contiguous().Clone().Transpose(-2, -1);
        return (TensorFunctions.LinalgSolveTriangular(matrix, input, upper != transpose, true, unitriangular), copy);
    }
}
