using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// Eigenvalues in ascending order and orthonormal eigenvectors, one in each column, of Hermitian matrices, read in their lower ('L') or upper
/// ('U') triangle.
/// </summary>
[Op("linalg_eigh(Tensor A, str UPLO='L') -> (Tensor eigenvalues, Tensor eigenvectors)", Surface = OpSurface.Function)]
internal static unsafe class LinalgEigh
{
    internal static (Tensor Values, Tensor Vectors) Forward(Tensor a, string uPLO)
    {
        (Tensor values, Tensor? vectors) = Decompose(a, uPLO, true, "linalg.eigh");
        return (values, vectors!);
    }

    internal static (Tensor Values, Tensor? Vectors) Decompose(Tensor a, string uplo, bool vectors, string op)
    {
        Matrices.Square(a, op);
        Matrices.Floating(a, op);
        if (uplo is not ("L" or "U" or "l" or "u"))
            throw new ArgumentValueException(op, $"{op}: Expected UPLO argument to be 'L' or 'U', but got {uplo}", "UPLO");
        ReadOnlySpan<long> batch = a.Shape[..^2];
        long size = a.Shape[^1];
        Tensor work = Matrices.Copy(uplo is "U" or "u" ? Matrices.Adjoint(a) : a);
        Tensor values = Matrices.Vectors(batch, size, work.DType.ToReal(), a.DeviceType), info = Matrices.Codes(batch, a.DeviceType);
        Tensor? basis = vectors ? Matrices.Allocate(batch, size, size, work.DType, a.DeviceType) : null;
        Matrices.Submit("eigh", work.DType switch
        {
            DType.Float32 => &MatrixFunctions.Eigh<float, float>,
            DType.Float64 => &MatrixFunctions.Eigh<double, double>,
            _ => &MatrixFunctions.Eigh<System.Numerics.Complex, double>,
        }, new MatrixJob { Rows = (nint)size, Columns = (nint)size }, batch, work, values, basis, info);
        Matrices.Check(info, op, code => Matrices.NoConvergence(code, "eigenvalues"));
        return (Conversions.To(values, a.DType.ToReal()), basis is null ? null : Conversions.To(basis, a.DType));
    }

    // M. Giles, An extended collection of matrix derivative results, 2008, section 3.1; complex: C. Boeddeker et al., 2017.
    internal static Tensor GradOfA(Tensor? gradEigenvalues, Tensor? gradEigenvectors, Tensor eigenvalues, Tensor eigenvectors)
    {
        Tensor adjoint = eigenvectors.Adjoint();
        if (gradEigenvectors is null)
            return (eigenvectors * Matrices.Row(gradEigenvalues!.Convert(eigenvectors.DType))).Matmul(adjoint);
        Tensor middle = adjoint.Matmul(gradEigenvectors);
        EigenPhase.Check(middle, "linalg.eigh");
        // The skew part is what orthonormal columns can follow; it makes the gradient Hermitian.
        middle = (middle - middle.Adjoint()) * 0.5 / EigenPhase.Gaps(eigenvalues).Convert(middle.DType);
        Tensor diagonal = gradEigenvalues is null ? TensorFunctions.ZerosLike(eigenvalues) : gradEigenvalues;
        middle = middle - middle.Diagonal(0, -2, -1).DiagEmbed() + diagonal.Convert(middle.DType).DiagEmbed();
        return eigenvectors.Matmul(middle.Matmul(adjoint));
    }
}
