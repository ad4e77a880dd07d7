using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Cholesky factors of Hermitian positive definite matrices, and for each the order of the leading minor that is not positive definite, or 0.
/// A is read in its lower triangle, or in the upper one for an upper factor.
/// </summary>
[Op("linalg_cholesky_ex(Tensor A, *, bool upper=False, bool check_errors=False) -> (Tensor L, Tensor info)", Surface = OpSurface.Function)]
internal static unsafe class LinalgCholeskyEx
{
    internal static (Tensor L, Tensor Info) Forward(Tensor a, bool upper, bool checkErrors) => Factor(a, upper, checkErrors, "linalg.cholesky_ex");

    internal static (Tensor, Tensor) Factor(Tensor a, bool upper, bool checkErrors, string op)
    {
        Matrices.Square(a, op);
        Matrices.Floating(a, op);
        Tensor work = Matrices.Copy(upper ? Matrices.Adjoint(a) : a), info = Matrices.Codes(a.Shape[..^2], a.DeviceType);
        Matrices.Submit("cholesky", work.DType switch
        {
            DType.Float32 => &MatrixFunctions.Cholesky<float>,
            DType.Float64 => &MatrixFunctions.Cholesky<double>,
            _ => &MatrixFunctions.Cholesky<System.Numerics.Complex>,
        }, new MatrixJob { Rows = (nint)a.Shape[^1], Columns = (nint)a.Shape[^1] }, a.Shape[..^2], work, info);
        if (checkErrors) Require(info, op);
        Tensor result = Conversions.To(work, a.DType);
        return (upper ? Matrices.Copy(Matrices.Adjoint(result), a.DType, a.Shape[..^2]) : result, info);
    }

    internal static void Require(Tensor info, string op) => Matrices.Check(info, op, code =>
        "The factorization could not be completed because the input is not positive-definite "
        + $"(the leading minor of order {code} is not positive-definite).");

    // I. Murray, Differentiation of the Cholesky decomposition, 2016, section 3.1.
    internal static Tensor GradOfA(Tensor gradL, Tensor l, bool upper)
    {
        Tensor lower = upper ? l.Adjoint() : l, grad = upper ? gradL.Adjoint() : gradL;
        Tensor product = lower.Adjoint().Matmul(grad).Tril();
        Tensor middle = (product + product.Tril(-1).Adjoint()) * 0.5;
        Tensor right = TensorFunctions.LinalgSolveTriangular(lower.Adjoint(), middle, upper: true);
        return TensorFunctions.LinalgSolveTriangular(lower, right, upper: false, left: false);
    }
}
