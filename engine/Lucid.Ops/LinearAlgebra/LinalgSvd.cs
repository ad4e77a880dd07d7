using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>
/// U, the singular values S in descending order, and V^H with A = U diag(S) V^H; all columns of U and V, or the min(m, n) first. The driver is
/// a name that cuSOLVER knows, for PyTorch's CUDA tensors only.
/// </summary>
[Op("linalg_svd(Tensor A, bool full_matrices=True, *, str? driver=None) -> (Tensor U, Tensor S, Tensor Vh)", Surface = OpSurface.Function)]
internal static unsafe class LinalgSvd
{
    internal static (Tensor U, Tensor S, Tensor Vh) Forward(Tensor a, bool fullMatrices, string? driver)
    {
        CheckDriver(driver, "linalg.svd");
        (Tensor u, Tensor s, Tensor vh) = Decompose(a, true, fullMatrices, "linalg.svd")!;
        return (u, s, vh);
    }

    internal static void CheckDriver(string? driver, string op)
    {
        if (driver is not null) throw new LucidException(op, $"{op}: keyword argument `driver=` is only supported on CUDA inputs with cuSOLVER backend.");
    }

    internal static (Tensor U, Tensor S, Tensor Vh) Decompose(Tensor a, bool vectors, bool full, string op)
    {
        Matrices.Matrix(a, op);
        Matrices.Floating(a, op);
        ReadOnlySpan<long> batch = a.Shape[..^2];
        bool wide = a.Shape[^2] < a.Shape[^1];
        // A wide matrix by its adjoint: A^H = V diag(S) U^H.
        Tensor work = Matrices.Copy(wide ? Matrices.Adjoint(a) : a);
        long rows = work.Shape[^2], columns = work.Shape[^1], kept = full ? rows : columns;
        // Behind the values of each matrix there is room for its code.
        Tensor values = Matrices.Vectors(batch, columns + 1, work.DType.ToReal(), a.DeviceType);
        Tensor? left = vectors ? Matrices.Allocate(batch, rows, kept, work.DType, a.DeviceType) : null;
        Tensor? right = vectors ? Matrices.Allocate(batch, columns, columns, work.DType, a.DeviceType) : null;
        Matrices.Submit("svd", work.DType switch
        {
            DType.Float32 => &MatrixFunctions.Svd<float, float>,
            DType.Float64 => &MatrixFunctions.Svd<double, double>,
            _ => &MatrixFunctions.Svd<System.Numerics.Complex, double>,
        }, new MatrixJob { Rows = (nint)rows, Columns = (nint)columns, Sides = (nint)kept }, batch, work, values, left, right);
        Matrices.Check(Conversions.ToContiguous(Conversions.To(values.Select(-1, columns), DType.Int32)), op,
            code => Matrices.NoConvergence(code, "singular values"));
        Tensor s = Conversions.Clone(Conversions.To(values.Narrow(-1, 0, columns), a.DType.ToReal()));
        if (!vectors) return (s, s, s);
        Tensor u = Conversions.To(wide ? right! : left!, a.DType), v = wide ? left! : right!;
        return (u, s, Matrices.Copy(Matrices.Adjoint(v), a.DType, batch));
    }

    // J. Townsend, Differentiating the singular value decomposition, 2016; complex: Z.-Q. Wan and S.-X. Zhang, 2019.
    internal static Tensor GradOfA(Tensor? gradU, Tensor? gradS, Tensor? gradVh, Tensor u, Tensor s, Tensor vh, bool fullMatrices)
    {
        long size = s.Shape[^1], rows = u.Shape[^2], columns = vh.Shape[^1];
        if (fullMatrices)
        {
            // Nothing is determined of the other columns but what they span.
            u = u.Narrow(-1, 0, size);
            vh = vh.Narrow(-2, 0, size);
            gradU = gradU?.Narrow(-1, 0, size);
            gradVh = gradVh?.Narrow(-2, 0, size);
        }
        DType type = u.DType;
        Tensor values = s.Convert(type);
        if (gradU is null && gradVh is null) return u.Matmul(Matrices.Column(gradS!.Convert(type)) * vh);
        Tensor squares = EigenPhase.Gaps(s * s).Convert(type), middle;
        Tensor? ofLeft = gradU is null ? null : Skew(u.Adjoint().Matmul(gradU)), ofRight = gradVh is null ? null : Skew(vh.Matmul(gradVh.Adjoint()));
        if (type.IsComplex())
        {
            Tensor phase = ofLeft is null ? ofRight! : ofRight is null ? ofLeft : ofLeft + ofRight;
            EigenPhase.Check(phase * 0.5, "linalg.svd");
        }
        middle = ofLeft is null ? Matrices.Column(values) * (ofRight! / squares) : (ofLeft / squares) * Matrices.Row(values);
        if (ofLeft is not null && ofRight is not null) middle = middle + Matrices.Column(values) * (ofRight / squares);
        middle = middle - middle.Diagonal(0, -2, -1).DiagEmbed();
        if (gradS is not null) middle = middle + gradS.Convert(type).DiagEmbed();
        if (type.IsComplex() && ofLeft is not null && ofRight is not null) middle = middle + (ofLeft.Diagonal(0, -2, -1) / (values * 2)).DiagEmbed();
        if (rows > size && gradU is not null)
        {
            Tensor outside = gradU / Matrices.Row(values);
            return (u.Matmul(middle) + outside - u.Matmul(u.Adjoint().Matmul(outside))).Matmul(vh);
        }
        if (columns > size && gradVh is not null)
        {
            Tensor outside = gradVh / Matrices.Column(values);
            return u.Matmul(middle.Matmul(vh) + outside - outside.Matmul(vh.Adjoint()).Matmul(vh));
        }
        return u.Matmul(middle.Matmul(vh));
    }

    private static Tensor Skew(Tensor x) => x - x.Adjoint();
}
