using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions X of A X = B, or of X A = B, with triangular A of which the other triangle is not read.</summary>
[Op("linalg_solve_triangular(Tensor A, Tensor B, *, bool upper, bool left=True, bool unitriangular=False) -> Tensor", Surface = OpSurface.Function)]
internal static unsafe class LinalgSolveTriangular
{
    internal static Tensor Forward(Tensor a, Tensor b, bool upper, bool left, bool unitriangular)
    {
        const string Op = "linalg.solve_triangular";
        long[] batch = SystemShape.Check(a, b, left, Op);
        DType type = Matrices.Working(a.DType);
        // Column-major memory is the transposed matrix's row-major memory: no copy is needed where one of them is dense.
        Tensor matrix = Matrices.Copy(a, type, batch), result = Matrices.Copy(b, type, batch);
        Matrices.Submit("solve_triangular", type switch
        {
            DType.Float32 => &MatrixFunctions.Triangular<float>,
            DType.Float64 => &MatrixFunctions.Triangular<double>,
            _ => &MatrixFunctions.Triangular<System.Numerics.Complex>,
        }, new MatrixJob
        {
            Rows = (nint)a.Shape[^1],
            Columns = (nint)a.Shape[^1],
            Sides = (nint)b.Shape[left ? ^1 : ^2],
            Option = (upper ? 1 : 0) | (unitriangular ? 2 : 0) | (left ? 0 : 4),
        }, batch, matrix, result);
        return Conversions.To(result, a.DType);
    }

    internal static Tensor GradOfA(Tensor grad, Tensor a, Tensor result, Layout aLayout, bool upper, bool left, bool unitriangular)
    {
        Tensor side = TensorFunctions.LinalgSolveTriangular(a.Adjoint(), grad, !upper, left, unitriangular);
        Tensor gradient = left ? -side.Matmul(result.Adjoint()) : -result.Adjoint().Matmul(side);
        int diagonal = unitriangular ? 1 : 0;
        gradient = upper ? gradient.Triu(diagonal) : gradient.Tril(-diagonal);
        return GradientShape.SumTo(gradient, aLayout);
    }

    internal static Tensor GradOfB(Tensor grad, Tensor a, Layout bLayout, bool upper, bool left, bool unitriangular) =>
        GradientShape.SumTo(TensorFunctions.LinalgSolveTriangular(a.Adjoint(), grad, !upper, left, unitriangular), bLayout);
}
