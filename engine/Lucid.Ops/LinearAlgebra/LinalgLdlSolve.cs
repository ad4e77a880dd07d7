using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Lucid.Ops.Kernels;

namespace Lucid.Ops.LinearAlgebra;

/// <summary>Solutions of A X = B from the factors that <c>linalg.ldl_factor</c> returns.</summary>
[Op("linalg_ldl_solve(Tensor LD, Tensor pivots, Tensor B, *, bool hermitian=False) -> Tensor", Surface = OpSurface.Function)]
internal static unsafe class LinalgLdlSolve
{
    internal static Tensor Forward(Tensor lD, Tensor pivots, Tensor b, bool hermitian)
    {
        const string Op = "linalg.ldl_solve";
        long[] batch = SystemShape.Check(lD, b, true, Op);
        long size = lD.Shape[^1];
        if (pivots.DType != DType.Int32)
            throw new DtypeMismatchException(Op, "pivots", "int32", pivots.DType.Name(), "Use the pivots that ldl_factor returns.");
        if (!pivots.Shape.SequenceEqual(lD.Shape[..^1]))
            throw new ShapeMismatchException(Op, $"{Op}: Expected LD.shape[:-1] and pivots.shape to be the same, but LD is {lD.Layout} and pivots is "
                + $"{pivots.Layout}", "pivots");
        Tensor exchanges = Conversions.ToContiguous(pivots.Expand([.. batch, size]));
        CheckPivots(exchanges, size, Op);
        DType type = Matrices.Wide(lD.DType);
        Tensor factors = Matrices.Copy(lD, type, batch), work = Matrices.Copy(b, type, batch);
        Matrices.Submit("ldl_solve", type == DType.Float64 ? &MatrixFunctions.LdlSolve<double> : &MatrixFunctions.LdlSolve<System.Numerics.Complex>,
            new MatrixJob { Rows = (nint)size, Columns = (nint)size, Sides = (nint)b.Shape[^1], Option = hermitian ? 1 : 0 }, batch, factors, work, exchanges);
        return Conversions.To(work, lD.DType);
    }

    // Numbers of rows; negative ones come in equal pairs.
    private static void CheckPivots(Tensor pivots, long size, string op)
    {
        var numbers = (int*)Devices.Bytes(pivots);
        for (long i = 0; i < pivots.Count; i++)
        {
            bool good = numbers[i] != 0 && Math.Abs((long)numbers[i]) <= size;
            if (numbers[i] < 0)
            {
                good &= i % size < size - 1 && numbers[i + 1] == numbers[i];
                i++;
            }
            if (!good)
                throw new ArgumentValueException(op, $"{op}: pivots must be those that ldl_factor returns for {size} x {size} matrices", "pivots");
        }
    }

    internal static Tensor GradOfB(Tensor grad, Tensor lD, Tensor pivots, Layout bLayout, bool hermitian)
    {
        // A is its own transpose or its own adjoint; the other of the two is a conjugate away.
        bool turned = !hermitian && lD.DType.IsComplex();
        Tensor side = TensorFunctions.LinalgLdlSolve(lD, pivots, turned ? grad.Conj() : grad, hermitian);
        return GradientShape.SumTo(turned ? side.Conj() : side, bLayout);
    }
}
