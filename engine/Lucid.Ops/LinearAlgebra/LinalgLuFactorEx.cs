using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Factors of P A = L U in one matrix, the rows exchanged with each row in turn (int32, from 1), and for each matrix the number of the pivot
/// that is zero, or 0.
/// </summary>
[Op("linalg_lu_factor_ex(Tensor A, *, bool pivot=True, bool check_errors=False) -> (Tensor LU, Tensor pivots, Tensor info)",
    Surface = OpSurface.Function)]
internal static unsafe class LinalgLuFactorEx
{
    internal static (Tensor LU, Tensor Pivots, Tensor Info) Forward(Tensor a, bool pivot, bool checkErrors)
    {
        const string Op = "linalg.lu_factor_ex";
        Matrices.Matrix(a, Op);
        Matrices.Floating(a, Op);
        if (!pivot)
            throw new NotImplementedException(Op, "linalg.lu_factor: LU without pivoting is not implemented on the CPU. Use pivot=True.");
        long rows = a.Shape[^2], columns = a.Shape[^1];
        Tensor work = Matrices.Copy(a), info = Matrices.Codes(a.Shape[..^2], a.DeviceType);
        Tensor pivots = Matrices.Vectors(a.Shape[..^2], System.Math.Min(rows, columns), DType.Int32, a.DeviceType);
        Matrices.Submit("lu_factor", work.DType switch
        {
            DType.Float32 => &MatrixFunctions.Lu<float>,
            DType.Float64 => &MatrixFunctions.Lu<double>,
            _ => &MatrixFunctions.Lu<System.Numerics.Complex>,
        }, new MatrixJob { Rows = (nint)rows, Columns = (nint)columns }, a.Shape[..^2], work, pivots, info);
        if (checkErrors) Require(info, Op);
        return (Conversions.To(work, a.DType), pivots, info);
    }

    internal static void Require(Tensor info, string op) => Matrices.Check(info, op, code =>
        $"U[{code},{code}] is zero and using it on lu_solve would result in a division by zero. If you still want to perform the factorization, "
        + "consider calling linalg.lu(A, pivot) or linalg.lu_factor_ex(A, pivot)");

    /// <summary>
    /// A square block carries the factors; what lies below or beside it is a product of one factor with a part of A (S. Walter, Structured
    /// higher-order algorithmic differentiation, 2011, section 3.3.2).
    /// </summary>
    internal static Tensor GradOfA(Tensor gradLU, Tensor lU, Tensor pivots)
    {
        long rows = lU.Shape[^2], columns = lU.Shape[^1], size = System.Math.Min(rows, columns);
        Tensor square = lU.Narrow(-2, 0, size).Narrow(-1, 0, size), head = gradLU.Narrow(-2, 0, size).Narrow(-1, 0, size);
        Tensor lower = square.Tril(-1), upper = square.Triu();
        Tensor unit = lower + TensorFunctions.Eye(size, dtype: lU.DType, device: lU.Device);
        Tensor gradLower = unit.Adjoint().Matmul(head.Tril(-1)), gradUpper = head.Triu().Matmul(upper.Adjoint());
        Tensor? rest = null;
        if (rows > size)
        {
            Tensor below = lU.Narrow(-2, size, rows - size), gradBelow = gradLU.Narrow(-2, size, rows - size);
            gradUpper = gradUpper - below.Adjoint().Matmul(gradBelow);
            rest = TensorFunctions.LinalgSolveTriangular(upper.Adjoint(), gradBelow, upper: false, left: false);
        }
        else if (columns > size)
        {
            Tensor beside = lU.Narrow(-1, size, columns - size), gradBeside = gradLU.Narrow(-1, size, columns - size);
            gradLower = gradLower - gradBeside.Matmul(beside.Adjoint());
            rest = TensorFunctions.LinalgSolveTriangular(unit.Adjoint(), gradBeside, upper: true, unitriangular: true);
        }
        Tensor middle = gradLower.Tril(-1) + gradUpper.Triu();
        middle = TensorFunctions.LinalgSolveTriangular(unit.Adjoint(), middle, upper: true, unitriangular: true);
        Tensor gradient = TensorFunctions.LinalgSolveTriangular(upper.Adjoint(), middle, upper: false, left: false);
        if (rest is not null) gradient = TensorFunctions.Cat([gradient, rest], rows > size ? -2 : -1);
        Tensor order = TensorFunctions.LuOrder(pivots, rows);
        return TensorFunctions.ZerosLike(gradient).Scatter(-2, order.Unsqueeze(-1).Expand(gradient.Shape), gradient);
    }
}
