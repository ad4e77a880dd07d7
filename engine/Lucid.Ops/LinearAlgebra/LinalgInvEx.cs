using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;
using Lucid.Streams;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Inverses of square matrices, and for each the number of the pivot that is zero, or 0.</summary>
[Op("linalg_inv_ex(Tensor A, *, bool check_errors=False) -> (Tensor inverse, Tensor info)", Surface = OpSurface.Function)]
internal static unsafe class LinalgInvEx
{
    internal static (Tensor Inverse, Tensor Info) Forward(Tensor a, bool checkErrors)
    {
        const string Op = "linalg.inv_ex";
        Matrices.Square(a, Op);
        Matrices.Floating(a, Op);
        long size = a.Shape[^1];
        Tensor factors = Matrices.Copy(a), info = Matrices.Codes(a.Shape[..^2], a.DeviceType);
        Tensor pivots = Matrices.Vectors(a.Shape[..^2], size, DType.Int32, a.DeviceType);
        Tensor inverse = Matrices.Copy(TensorFunctions.Eye(size, dtype: factors.DType, device: a.Device), factors.DType, a.Shape[..^2]);
        Matrices.Submit("inverse", factors.DType switch
        {
            DType.Float32 => &MatrixFunctions.Solve<float>,
            DType.Float64 => &MatrixFunctions.Solve<double>,
            _ => &MatrixFunctions.Solve<System.Numerics.Complex>,
        }, new MatrixJob { Rows = (nint)size, Columns = (nint)size, Sides = (nint)size }, a.Shape[..^2], factors, inverse, pivots, info);
        if (checkErrors) Require(info, Op);
        return (Conversions.To(inverse, a.DType), info);
    }

    internal static void Require(Tensor info, string op) => Matrices.Check(info, op, code =>
        $"The diagonal element {code} is zero, the inversion could not be completed because the input matrix is singular.");

    internal static Tensor GradOfA(Tensor gradInverse, Tensor inverse)
    {
        Tensor adjoint = inverse.Adjoint();
        return -adjoint.Matmul(gradInverse.Matmul(adjoint));
    }
}
