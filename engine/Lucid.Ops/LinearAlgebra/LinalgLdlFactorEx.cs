using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Factors of A = L D L^T, or L D L^H, in one matrix, their exchanges (int32, LAPACK's convention for the lower triangle), and for each matrix
/// the number of the block of D that is zero, or 0.
/// </summary>
[Op("linalg_ldl_factor_ex(Tensor A, *, bool hermitian=False, bool check_errors=False) -> (Tensor LD, Tensor pivots, Tensor info)",
    Surface = OpSurface.Function)]
internal static unsafe class LinalgLdlFactorEx
{
    internal static (Tensor LD, Tensor Pivots, Tensor Info) Forward(Tensor a, bool hermitian, bool checkErrors)
    {
        const string Op = "linalg.ldl_factor_ex";
        Matrices.Square(a, Op);
        Matrices.Floating(a, Op);
        nint size = (nint)a.Shape[^1];
        Tensor work = Matrices.Copy(a, Matrices.Wide(a.DType), a.Shape[..^2]), info = Matrices.Codes(a.Shape[..^2], a.DeviceType);
        Tensor pivots = Matrices.Vectors(a.Shape[..^2], size, DType.Int32, a.DeviceType);
        Matrices.Submit("ldl_factor", work.DType == DType.Float64 ? &MatrixFunctions.Ldl<double> : &MatrixFunctions.Ldl<System.Numerics.Complex>,
            new MatrixJob { Rows = size, Columns = size, Option = hermitian ? 1 : 0 }, a.Shape[..^2], work, pivots, info);
        if (checkErrors) Require(info, Op);
        return (Conversions.To(work, a.DType), pivots, info);
    }

    internal static void Require(Tensor info, string op) => Matrices.Check(info, op, code =>
        $"D[{code},{code}] is zero and using it on ldl_solve would result in a division by zero. If you still want to perform the factorization, "
        + "consider calling linalg.ldl_factor_ex(A).");
}
