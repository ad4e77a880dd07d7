using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Exponentials of square matrices, by scaling, a Padé approximant and squaring (N. Higham, SIAM J. Matrix Anal. Appl. 26, 2005).</summary>
[Op("matrix_exp(Tensor input) -> Tensor", NoOut = true)]
internal static unsafe class MatrixExp
{
    private static readonly double[] Coefficients =
    [
        64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600, 670442572800, 33522128640,
        1323241920, 40840800, 960960, 16380, 182, 1,
    ];

    internal static Tensor Forward(Tensor input)
    {
        Matrices.Square(input, "linalg.matrix_exp");
        if (!input.DType.IsDifferentiable())
            throw new DtypeMismatchException("linalg.matrix_exp", "A", "floating point or complex", input.DType.Name(), "Convert it with .float().");
        if (input.Count == 0 || input.Shape[^1] == 0) return input.Clone();
        DType type = Matrices.Wide(input.DType);
        Tensor a = input.Convert(type);
        // One factor for all matrices: the squarings are made for the largest.
        Tensor norms = a.Abs().Sum([-2]).Amax([]);
        double norm = *(double*)Devices.Bytes(norms);
        if (!double.IsFinite(norm)) return (a * double.NaN).Convert(input.DType);
        int squarings = norm > 5.37 ? (int)Math.Ceiling(Math.Log2(norm / 5.37)) : 0;
        if (squarings > 0) a = a * Math.ScaleB(1, -squarings);
        Tensor unit = TensorFunctions.Eye(input.Shape[^1], dtype: type, device: input.Device);
        Tensor a2 = a.Matmul(a), a4 = a2.Matmul(a2), a6 = a4.Matmul(a2);
        Tensor odd = a.Matmul(a6.Matmul(Sum(a6, a4, a2, 13)) + Sum(a6, a4, a2, 7) + unit * Coefficients[1]);
        Tensor even = a6.Matmul(Sum(a6, a4, a2, 12)) + Sum(a6, a4, a2, 6) + unit * Coefficients[0];
        Tensor result = TensorFunctions.LinalgSolve(even - odd, even + odd);
        for (int i = 0; i < squarings; i++) result = result.Matmul(result);
        return Conversions.ToContiguous(result.Convert(input.DType));
    }

    private static Tensor Sum(Tensor a6, Tensor a4, Tensor a2, int first) =>
        a6 * Coefficients[first] + a4 * Coefficients[first - 2] + a2 * Coefficients[first - 4];

    // exp([[A^H, G], [0, A^H]]) holds the derivative in its corner (C. Van Loan, IEEE Trans. Automat. Control 23, 1978).
    internal static Tensor GradOfInput(Tensor grad, Tensor input)
    {
        Tensor adjoint = input.Adjoint(), zero = TensorFunctions.ZerosLike(adjoint);
        Tensor upper = TensorFunctions.Cat([adjoint, grad], -1), lower = TensorFunctions.Cat([zero, adjoint], -1);
        long size = input.Shape[^1];
        return TensorFunctions.Cat([upper, lower], -2).MatrixExp().Narrow(-2, 0, size).Narrow(-1, size, size);
    }
}
