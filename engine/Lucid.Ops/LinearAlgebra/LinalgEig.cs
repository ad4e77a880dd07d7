using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Eigenvalues and eigenvectors of norm 1, one in each column, of square matrices; both are complex.</summary>
[Op("linalg_eig(Tensor A) -> (Tensor eigenvalues, Tensor eigenvectors)", Surface = OpSurface.Function)]
internal static unsafe class LinalgEig
{
    internal static (Tensor Values, Tensor Vectors) Forward(Tensor a)
    {
        (Tensor values, Tensor? vectors) = Decompose(a, true, "linalg.eig");
        return (values, vectors!);
    }

    internal static (Tensor Values, Tensor? Vectors) Decompose(Tensor a, bool vectors, string op)
    {
        Matrices.Square(a, op);
        Matrices.Floating(a, op);
        ReadOnlySpan<long> batch = a.Shape[..^2];
        long size = a.Shape[^1];
        Tensor work = Matrices.Copy(a, Matrices.Wide(a.DType), batch), info = Matrices.Codes(batch, a.DeviceType);
        Tensor values = Matrices.Vectors(batch, size, DType.Complex128, a.DeviceType);
        Tensor? basis = vectors ? Matrices.Allocate(batch, size, size, DType.Complex128, a.DeviceType) : null;
        Matrices.Submit("eig", work.DType == DType.Float64 ? &MatrixFunctions.Eig<double> : &MatrixFunctions.Eig<System.Numerics.Complex>,
            new MatrixJob { Rows = (nint)size, Columns = (nint)size }, batch, work, values, basis, info);
        Matrices.Check(info, op, code => code < 0 ? "input tensor should not contain infs or NaNs." : Matrices.NoConvergence(code, "eigenvalues"));
        DType type = a.DType.ToComplex();
        return (Conversions.To(values, type), basis is null ? null : Conversions.To(basis, type));
    }

    // C. Boeddeker et al., On the computation of complex-valued gradients with application to statistically optimum beamforming, 2017.
    internal static Tensor GradOfA(Tensor? gradEigenvalues, Tensor? gradEigenvectors, Tensor eigenvalues, Tensor eigenvectors, DType aDType)
    {
        Tensor adjoint = eigenvectors.Adjoint(), right;
        if (gradEigenvectors is null) right = Matrices.Column(gradEigenvalues!) * adjoint;
        else
        {
            Tensor product = adjoint.Matmul(gradEigenvectors), diagonal = product.Diagonal(0, -2, -1);
            EigenPhase.Check(product, "linalg.eig");
            Tensor along = Matrices.Row(diagonal.Real().Convert(product.DType));
            Tensor middle = (product - adjoint.Matmul(eigenvectors * along)) / EigenPhase.Gaps(eigenvalues).Conj();
            middle = middle - middle.Diagonal(0, -2, -1).DiagEmbed();
            if (gradEigenvalues is not null) middle = middle + gradEigenvalues.DiagEmbed();
            right = middle.Matmul(adjoint);
        }
        Tensor gradient = TensorFunctions.LinalgSolve(adjoint, right);
        return aDType.IsComplex() ? gradient : gradient.Real();
    }
}
