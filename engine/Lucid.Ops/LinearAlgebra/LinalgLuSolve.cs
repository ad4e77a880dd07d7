using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions X of A X = B, or X A = B, or with the adjoint of A, from the factors that <c>linalg.lu_factor</c> returns.</summary>
[Op("linalg_lu_solve(Tensor LU, Tensor pivots, Tensor B, *, bool left=True, bool adjoint=False) -> Tensor", Surface = OpSurface.Function)]
internal static unsafe class LinalgLuSolve
{
    internal static Tensor Forward(Tensor lU, Tensor pivots, Tensor b, bool left, bool adjoint)
    {
        const string Op = "linalg.lu_solve";
        long[] batch = SystemShape.Check(lU, b, left, Op);
        if (pivots.DType != DType.Int32) throw new DtypeMismatchException(Op, "pivots", "int32", pivots.DType.Name(), "Use the pivots that lu_factor returns.");
        if (!pivots.Shape.SequenceEqual(lU.Shape[..^1]))
            throw new ShapeMismatchException(Op, $"{Op}: Number of pivots per batch should be same as the dimension of the matrix: LU is {lU.Layout}, "
                + $"pivots is {pivots.Layout}", "pivots");
        // Refuses pivots that are no rows.
        TensorFunctions.LuOrder(pivots, lU.Shape[^1]);
        DType type = Matrices.Working(lU.DType);
        // X A = B is A^T X^T = B^T; an adjoint is the transposed matrix of conjugates.
        bool conjugated = adjoint && type.IsComplex(), transposed = adjoint == left;
        Tensor factors = Matrices.Copy(conjugated ? lU.Conj() : lU, type, batch);
        Tensor work = Matrices.Copy(left ? b : b.Transpose(-2, -1), type, batch);
        Tensor exchanges = Conversions.ToContiguous(pivots.Expand([.. batch, pivots.Shape[^1]]));
        Matrices.Submit("lu_solve", type switch
        {
            DType.Float32 => &MatrixFunctions.LuSolve<float>,
            DType.Float64 => &MatrixFunctions.LuSolve<double>,
            _ => &MatrixFunctions.LuSolve<System.Numerics.Complex>,
        }, new MatrixJob { Rows = (nint)lU.Shape[^1], Columns = (nint)lU.Shape[^1], Sides = (nint)work.Shape[^1], Option = transposed ? 1 : 0 },
            batch, factors, work, exchanges);
        Tensor result = Conversions.To(work, lU.DType);
        return left ? result : Conversions.Clone(result.Transpose(-2, -1));
    }

    internal static Tensor GradOfB(Tensor grad, Tensor lU, Tensor pivots, Layout bLayout, bool left, bool adjoint) =>
        GradientShape.SumTo(TensorFunctions.LinalgLuSolve(lU, pivots, grad, left, !adjoint), bLayout);

    // The derivative by A = P L U, taken through the product: gL = P^H gA U^H, gU = L^H P^H gA.
    internal static Tensor GradOfLU(Tensor grad, Tensor lU, Tensor pivots, Tensor result, bool left, bool adjoint)
    {
        Tensor side = TensorFunctions.LinalgLuSolve(lU, pivots, grad, left, !adjoint);
        Tensor ofMatrix = left ? -side.Matmul(result.Adjoint()) : -result.Adjoint().Matmul(side);
        if (adjoint) ofMatrix = ofMatrix.Adjoint();
        (Tensor p, Tensor l, Tensor u) = TensorFunctions.LuUnpack(lU, pivots);
        Tensor turned = p.Transpose(-2, -1).Matmul(ofMatrix);
        return GradientShape.SumTo(turned.Matmul(u.Adjoint()).Tril(-1) + l.Adjoint().Matmul(turned).Triu(), lU.Layout);
    }
}
