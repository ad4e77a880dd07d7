using System;
using System.Numerics;
using Lucid.Cpu.LinearAlgebra;

namespace Lucid.Ops.Kernels;

/// <summary>What <see cref="MatrixKernel"/> calls, for one matrix and one element type: float, double or Complex.</summary>
internal static unsafe class MatrixFunctions
{
    /// <summary>A becomes its lower factor; B is the order of the minor that is not positive definite, or 0.</summary>
    internal static void Cholesky<T>(MatrixJob* job) where T : unmanaged, INumberBase<T>
    {
        var a = (T*)job->A;
        nint n = job->Rows;
        *(int*)job->B = (int)CholeskyFactor.Run(n, a, n);
        for (nint j = 1; j < n; j++) new Span<T>(a + j * n, (int)j).Clear();
    }

    /// <summary>A becomes its factors, B the exchanges, C the number of the pivot that is zero, or 0.</summary>
    internal static void Lu<T>(MatrixJob* job) where T : unmanaged, INumberBase<T> =>
        *(int*)job->C = (int)LuFactor.Run(job->Rows, job->Columns, (T*)job->A, job->Rows, (int*)job->B);

    /// <summary>B becomes the solution for the factors A and exchanges C; option 1 for the transposed matrix.</summary>
    internal static void LuSolve<T>(MatrixJob* job) where T : unmanaged, INumberBase<T> =>
        LuFactor.Solve(job->Rows, (T*)job->A, job->Rows, (int*)job->C, job->Sides, (T*)job->B, job->Rows, job->Option != 0);

    /// <summary>
    /// Solves A X = B, or with option 1 the transposed system, with a matrix that is overwritten; C are the exchanges, D the number
    /// of the pivot that is zero. For real numbers the transposed matrix is factored, whose memory is row-major.
    /// </summary>
    internal static void Solve<T>(MatrixJob* job) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(Complex))
        {
            *(int*)job->D = (int)LuFactor.Run(job->Rows, job->Rows, (T*)job->A, job->Rows, (int*)job->C);
            LuSolve<T>(job);
            return;
        }
        *(int*)job->D = (int)LuFactor.RunRows(job->Rows, (T*)job->A, job->Rows, (int*)job->C);
        LuFactor.SolveRows(job->Rows, (T*)job->A, job->Rows, (int*)job->C, job->Sides, (T*)job->B, job->Rows, job->Option == 0);
    }

    /// <summary>Solves with a triangle A in the memory of B; option bits: 1 upper, 2 unit, 4 from the right.</summary>
    internal static void Triangular<T>(MatrixJob* job) where T : unmanaged, INumberBase<T>
    {
        bool lower = (job->Option & 1) == 0, unit = (job->Option & 2) != 0;
        nint n = job->Rows;
        if ((job->Option & 4) == 0) TriangularSystem.Solve(lower, unit, n, (T*)job->A, 1, n, job->Sides, (T*)job->B, 1, n);
        else TriangularSystem.Solve(!lower, unit, n, (T*)job->A, n, 1, job->Sides, (T*)job->B, job->Sides, 1);
    }

    /// <summary>A becomes R and the reflectors, B their factors.</summary>
    internal static void Qr<T>(MatrixJob* job) where T : unmanaged, INumberBase<T> =>
        Reflectors.Factor(job->Rows, job->Columns, (T*)job->A, job->Rows, (T*)job->B);

    /// <summary>C gets the first Sides columns of the product of the Columns reflectors in A with the factors B.</summary>
    internal static void Generate<T>(MatrixJob* job) where T : unmanaged, INumberBase<T> =>
        Reflectors.Generate(job->Rows, job->Sides, job->Columns, (T*)job->A, job->Rows, (T*)job->B, (T*)job->C, job->Rows);

    /// <summary>B gets the eigenvalues of the Hermitian A, C the eigenvectors unless null, D 0 or an error code.</summary>
    internal static void Eigh<T, TReal>(MatrixJob* job) where T : unmanaged, INumberBase<T> where TReal : unmanaged, INumberBase<TReal> =>
        *(int*)job->D = (int)SymmetricEigen.Run(job->Rows, (T*)job->A, (TReal*)job->B, (T*)job->C);

    /// <summary>B gets the eigenvalues of A, C the eigenvectors unless null, D 0 or an error code.</summary>
    internal static void Eig<T>(MatrixJob* job) where T : unmanaged, INumberBase<T> =>
        *(int*)job->D = (int)GeneralEigen.Run(job->Rows, (T*)job->A, (Complex*)job->B, (Complex*)job->C);

    /// <summary>
    /// B gets the singular values of the tall A and, behind them, one number that is 0 or an error code; C the Sides left vectors and D the
    /// right ones, unless null.
    /// </summary>
    internal static void Svd<T, TReal>(MatrixJob* job) where T : unmanaged, INumberBase<T> where TReal : unmanaged, INumberBase<TReal>
    {
        var values = (TReal*)job->B;
        values[job->Columns] = TReal.CreateTruncating((long)SingularValues.Run(
            job->Rows, job->Columns, (T*)job->A, values, (T*)job->C, job->Sides, (T*)job->D));
    }

    /// <summary>A becomes its factors, B the exchanges, C the number of the block that is zero; option 1 for Hermitian matrices.</summary>
    internal static void Ldl<T>(MatrixJob* job) where T : unmanaged, INumberBase<T>
    {
        var a = (T*)job->A;
        nint n = job->Rows;
        for (nint j = 1; j < n; j++) new Span<T>(a + j * n, (int)j).Clear();
        *(int*)job->C = (int)LdlFactor.Run(n, a, (int*)job->B, job->Option != 0);
    }

    /// <summary>B becomes the solution for the factors A and exchanges C; option 1 for Hermitian matrices.</summary>
    internal static void LdlSolve<T>(MatrixJob* job) where T : unmanaged, INumberBase<T> =>
        LdlFactor.Solve(job->Rows, (T*)job->A, (int*)job->C, job->Sides, (T*)job->B, job->Option != 0);

    /// <summary>B gets the rows that the exchanges A (Columns of them) bring to each place, from 0.</summary>
    internal static void Order(MatrixJob* job)
    {
        var pivots = (int*)job->A;
        var order = (long*)job->B;
        for (nint i = 0; i < job->Rows; i++) order[i] = i;
        for (nint i = 0; i < job->Columns; i++) (order[i], order[pivots[i] - 1]) = (order[pivots[i] - 1], order[i]);
    }
}
