using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions X of A X = B, or of X A = B, and for each matrix the number of the pivot that is zero, or 0.</summary>
[Op("linalg_solve_ex(Tensor A, Tensor B, *, bool left=True, bool check_errors=False) -> (Tensor result, Tensor info)", Surface = OpSurface.Function)]
internal static unsafe class LinalgSolveEx
{
    internal static (Tensor Result, Tensor Info) Forward(Tensor a, Tensor b, bool left, bool checkErrors)
    {
        const string Op = "linalg.solve_ex";
        bool vector = SystemShape.IsVector(a, b);
        if (vector && !left)
            throw new ShapeMismatchException(Op, $"{Op}: Vector broadcasting of the left hand side is not supported for left=False. In this case "
                + "linalg.solve is equivalent to B / A.squeeze(-1)", "left");
        Tensor sides = vector ? b.Unsqueeze(-1) : b;
        long[] batch = SystemShape.Check(a, sides, left, Op);
        DType type = Matrices.Working(a.DType);
        // A row-major matrix is its transpose's column-major memory; the transposed system of that is the same one.
        Tensor matrix = left ? a : a.Transpose(-2, -1);
        bool turned = matrix.Layout.Strides[^1] == 1;
        Tensor factors = Matrices.Copy(turned ? matrix.Transpose(-2, -1) : matrix, type, batch);
        Tensor work = Matrices.Copy(left ? sides : sides.Transpose(-2, -1), type, batch);
        Tensor info = Matrices.Codes(batch, a.DeviceType), pivots = Matrices.Vectors(batch, a.Shape[^1], DType.Int32, a.DeviceType);
        Matrices.Submit("solve", type switch
        {
            DType.Float32 => &MatrixFunctions.Solve<float>,
            DType.Float64 => &MatrixFunctions.Solve<double>,
            _ => &MatrixFunctions.Solve<System.Numerics.Complex>,
        }, new MatrixJob { Rows = (nint)a.Shape[^1], Columns = (nint)a.Shape[^1], Sides = (nint)work.Shape[^1], Option = turned ? 1 : 0 },
            batch, factors, work, pivots, info);
        if (checkErrors) Require(info, Op);
        Tensor result = Conversions.To(work, a.DType);
        if (vector) return (Squeezed(result), info);
        return (left ? result : Conversions.Clone(result.Transpose(-2, -1)), info);
    }

    internal static void Require(Tensor info, string op) =>
        Matrices.Check(info, op, code => "The solver failed because the input matrix is singular.");

    // The only column of each matrix; a result must not be a view of what is released.
    private static Tensor Squeezed(Tensor result)
    {
        Tensor column = result.Detach();
        column.Relayout(Layout.Contiguous(result.Shape[..^1]), result.Offset);
        return column;
    }

    internal static Tensor GradOfB(Tensor gradResult, Tensor a, Layout bLayout, bool left) =>
        GradientShape.SumTo(TensorFunctions.LinalgSolve(a.Adjoint(), gradResult, left), bLayout);

    internal static Tensor GradOfA(Tensor gradResult, Tensor a, Tensor result, Layout aLayout, Layout bLayout, bool left)
    {
        Tensor side = TensorFunctions.LinalgSolve(a.Adjoint(), gradResult, left);
        if (result.Rank < a.Rank || bLayout.Rank == 1 || SystemShapes(aLayout, bLayout))
        {
            side = side.Unsqueeze(-1);
            result = result.Unsqueeze(-1);
        }
        return GradientShape.SumTo(left ? -side.Matmul(result.Adjoint()) : -result.Adjoint().Matmul(side), aLayout);
    }

    private static bool SystemShapes(Layout a, Layout b) => a.Rank - 1 == b.Rank && System.MemoryExtensions.SequenceEqual(a.Sizes[..^1], b.Sizes);
}
