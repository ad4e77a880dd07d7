using System;
using System.Numerics;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>The Cholesky factorisation A = L L^H by recursive halving (Golub and Van Loan, Matrix Computations, section 4.2).</summary>
public static unsafe class CholeskyFactor
{
    private const int Small = 32;

    /// <summary>Factors the lower triangle of a column-major matrix in place; the upper triangle is neither read nor written.</summary>
    /// <returns>0, or the order of the first leading minor that is not positive definite.</returns>
    public static nint Run<T>(nint n, T* a, nint lda) where T : unmanaged, INumberBase<T>
    {
        if (n <= Small) return Unblocked(n, a, lda);
        nint half = (n / 2 + 31) / 32 * 32, rest = n - half;
        nint failed = Run(half, a, lda);
        if (failed != 0) return failed;
        T* below = a + half;
        // X conj(L)^T = B, seen transposed: conj(L) X^T = B^T. For complex numbers, conj(X) solves with L itself.
        Conjugate(rest, half, below, lda);
        TriangularSystem.Solve(true, false, half, a, 1, lda, rest, below, lda, 1);
        Conjugate(rest, half, below, lda);
        Update(rest, half, below, a + half * lda + half, lda);
        failed = Run(rest, a + half * lda + half, lda);
        return failed == 0 ? 0 : failed + half;
    }

    /// <summary>C -= X X^H in the lower triangle, and in the small squares on the diagonal above it.</summary>
    private static void Update<T>(nint n, nint k, T* x, T* c, nint ld) where T : unmanaged, INumberBase<T>
    {
        if (n <= 96)
        {
            Product(n, n, k, x, x, c, ld);
            return;
        }
        nint half = (n / 2 + 31) / 32 * 32;
        Update(half, k, x, c, ld);
        Product(n - half, half, k, x + half, x, c + half, ld);
        Update(n - half, k, x + half, c + half * ld + half, ld);
    }

    private static void Product<T>(nint m, nint n, nint k, T* x, T* y, T* c, nint ld) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) != typeof(Complex))
        {
            Columns.Multiply(m, n, k, x, 1, ld, y, ld, 1, c, ld, -1, 1);
            return;
        }
        using var workspace = new Memory.Workspace(n * k * sizeof(T));
        var turned = (T*)workspace.Pointer;
        for (nint j = 0; j < k; j++)
        {
            for (nint i = 0; i < n; i++) turned[j * n + i] = Columns.Conjugate(y[j * ld + i]);
        }
        Columns.Multiply(m, n, k, x, 1, ld, turned, n, 1, c, ld, -1, 1);
    }

    private static void Conjugate<T>(nint rows, nint columns, T* a, nint lda) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) != typeof(Complex)) return;
        for (nint j = 0; j < columns; j++)
        {
            for (nint i = 0; i < rows; i++) a[j * lda + i] = Columns.Conjugate(a[j * lda + i]);
        }
    }

    private static nint Unblocked<T>(nint n, T* a, nint lda) where T : unmanaged, INumberBase<T>
    {
        for (nint j = 0; j < n; j++)
        {
            T* column = a + j * lda;
            for (nint k = 0; k < j; k++) Columns.AddMultiple(n - j, -Columns.Conjugate(a[k * lda + j]), a + k * lda + j, column + j);
            double pivot = Columns.Real(column[j]);
            if (!(pivot > 0)) return j + 1;
            double root = Math.Sqrt(pivot);
            column[j] = Columns.Number<T>(root);
            Columns.Scale(n - j - 1, Columns.Number<T>(1 / root), column + j + 1);
        }
        return 0;
    }
}
