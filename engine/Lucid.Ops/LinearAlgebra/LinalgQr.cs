using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Q with orthonormal columns and upper triangular R with A = Q R; mode 'reduced', 'complete', or 'r' for R alone.</summary>
[Op("linalg_qr(Tensor A, str mode='reduced') -> (Tensor Q, Tensor R)", Surface = OpSurface.Function)]
internal static unsafe class LinalgQr
{
    internal static (Tensor Q, Tensor R) Forward(Tensor a, string mode)
    {
        const string Op = "linalg.qr";
        Matrices.Matrix(a, Op);
        Matrices.Floating(a, Op);
        if (mode is not ("reduced" or "complete" or "r"))
            throw new ArgumentValueException(Op, $"{Op}: mode must be one of 'reduced', 'complete' or 'r', but is '{mode}'", "mode");
        long rows = a.Shape[^2], columns = a.Shape[^1], size = Math.Min(rows, columns), kept = mode == "complete" ? rows : size;
        ReadOnlySpan<long> batch = a.Shape[..^2];
        Tensor work = Matrices.Copy(a), factors = Matrices.Vectors(batch, size, work.DType, a.DeviceType);
        Reflect(work, factors, batch);
        Tensor r = Matrices.Copy(work.Narrow(-2, 0, Math.Min(kept, rows)).Triu(), a.DType, batch);
        if (mode == "r") return (Tensor.Allocate(Layout.Contiguous([0]), a.DType, a.DeviceType), r);
        return (Conversions.To(Generate(work, factors, size, kept, batch), a.DType), r);
    }

    /// <summary>Leaves R and the reflectors in the work, their factors beside.</summary>
    internal static void Reflect(Tensor work, Tensor factors, ReadOnlySpan<long> batch) => Matrices.Submit("qr", work.DType switch
    {
        DType.Float32 => &MatrixFunctions.Qr<float>,
        DType.Float64 => &MatrixFunctions.Qr<double>,
        _ => &MatrixFunctions.Qr<System.Numerics.Complex>,
    }, new MatrixJob { Rows = (nint)work.Shape[^2], Columns = (nint)work.Shape[^1] }, batch, work, factors);

    /// <summary>The first columns of the product of reflectors.</summary>
    internal static Tensor Generate(Tensor reflectors, Tensor factors, long count, long columns, ReadOnlySpan<long> batch)
    {
        Tensor q = Matrices.Allocate(batch, reflectors.Shape[^2], columns, reflectors.DType, reflectors.DeviceType);
        Matrices.Submit("householder_product", reflectors.DType switch
        {
            DType.Float32 => &MatrixFunctions.Generate<float>,
            DType.Float64 => &MatrixFunctions.Generate<double>,
            _ => &MatrixFunctions.Generate<System.Numerics.Complex>,
        }, new MatrixJob { Rows = (nint)reflectors.Shape[^2], Columns = (nint)count, Sides = (nint)columns }, batch, reflectors, factors, q);
        return q;
    }

    // S. Walter, L. Lehmann, R. Lamour, On evaluating higher-order derivatives of the QR decomposition, 2012; columns beyond the square part of a
    // wide matrix are Q times columns of R.
    internal static Tensor GradOfA(Tensor? gradQ, Tensor? gradR, Tensor q, Tensor r, Layout aLayout, string mode)
    {
        long rows = aLayout[aLayout.Rank - 2], columns = aLayout[aLayout.Rank - 1];
        if (mode == "r")
            throw new NotImplementedException("linalg.qr", "The derivative of linalg.qr depends on Q, which is not computed when mode='r'. "
                + "Please use linalg.qr(A, mode='reduced') if you are going to require gradients.");
        if (mode == "complete" && rows > columns)
            throw new NotImplementedException("linalg.qr", "The QR decomposition is not differentiable when mode='complete' and nrows > ncols.");
        Tensor? beside = null;
        if (columns > rows)
        {
            Tensor rest = r.Narrow(-1, rows, columns - rows);
            r = r.Narrow(-1, 0, rows);
            if (gradR is not null)
            {
                Tensor gradRest = gradR.Narrow(-1, rows, columns - rows);
                beside = q.Matmul(gradRest);
                // The rest is Q^H A_2, and A_2 is Q times the rest.
                Tensor share = q.Matmul(rest).Matmul(gradRest.Adjoint());
                gradQ = gradQ is null ? share : gradQ + share;
                gradR = gradR.Narrow(-1, 0, rows);
            }
        }
        Tensor gradient = Square(gradQ, gradR, q, r);
        if (columns <= rows) return gradient;
        beside ??= TensorFunctions.Zeros([.. aLayout.Sizes[..^1], columns - rows], gradient.DType, gradient.Device);
        return TensorFunctions.Cat([gradient, beside], -1);
    }

    private static Tensor Square(Tensor? gradQ, Tensor? gradR, Tensor q, Tensor r)
    {
        Tensor? middle = null;
        if (gradR is not null) middle = gradR.Matmul(r.Adjoint());
        if (gradQ is not null) middle = middle is null ? -q.Adjoint().Matmul(gradQ) : middle - q.Adjoint().Matmul(gradQ);
        // The Hermitian matrix with this upper triangle; of the diagonal the real part.
        Tensor upper = middle!.Triu(1), diagonal = middle!.Diagonal(0, -2, -1);
        if (diagonal.DType.IsComplex()) diagonal = diagonal.Real().Convert(diagonal.DType);
        Tensor hermitian = upper + upper.Adjoint() + diagonal.DiagEmbed();
        Tensor gradient = q.Matmul(hermitian);
        if (gradQ is not null) gradient = gradient + gradQ;
        return TensorFunctions.LinalgSolveTriangular(r.Adjoint(), gradient, upper: false, left: false);
    }
}
