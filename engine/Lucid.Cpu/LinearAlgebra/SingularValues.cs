using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>The singular value decomposition A = U diag(S) V^H of matrices with at least as many rows as columns.</summary>
public static unsafe class SingularValues
{

    /// <summary>Singular values in descending order and, if wanted, the singular vectors.</summary>
    /// <typeparam name="T">float, double or Complex.</typeparam>
    /// <typeparam name="TReal">float for float, else double.</typeparam>
    /// <param name="m">Rows, at least as many as columns.</param>
    /// <param name="n">Columns.</param>
    /// <param name="a">The column-major matrix; overwritten.</param>
    /// <param name="values">n singular values.</param>
    /// <param name="u">m x leftColumns, column-major; null for none.</param>
    /// <param name="leftColumns">n, or m for the full basis.</param>
    /// <param name="v">n x n, column-major; null for none.</param>
    /// <returns>0; -1 when a number is not finite; or how many values did not converge.</returns>
    public static nint Run<T, TReal>(nint m, nint n, T* a, TReal* values, T* u, nint leftColumns, T* v)
        where T : unmanaged, INumberBase<T>
        where TReal : unmanaged, INumberBase<TReal>
    {
        bool vectors = u != null;
        if (n == 0)
        {
            if (vectors) Columns.Identity(m, leftColumns, u, m);
            return 0;
        }
        double largest = 0;
        for (nint i = 0; i < m * n; i++)
        {
            if (!T.IsFinite(a[i])) return -1;
            largest = Math.Max(largest, Columns.Size(a[i]));
        }
        double scale = largest is > 0 and (< 1e-15 or > 1e15) ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
        if (scale != 1) for (nint i = 0; i < m * n; i++) a[i] *= Columns.Number<T>(scale);

        // Tall matrices: only the triangle of their QR factorisation is made bidiagonal (T. Chan, ACM Trans. Math. Softw. 8, 1982).
        bool tall = m >= 2 * n;
        nint rows = tall ? n : m, half = 2 * (n + 1) * sizeof(double);
        using var workspace = new Workspace(half + (3 * n + n * n + (tall ? n * n : 0)) * sizeof(T) + n * (sizeof(int) + 1));
        double* diagonal = (double*)workspace.Pointer, off = diagonal + n + 1;
        T* tauLeft = (T*)(off + n + 1), tauRight = tauLeft + n, tauTall = tauRight + n, right = tauTall + n, square = right + n * n;
        var order = (int*)(square + (tall ? n * n : 0));
        var negative = (bool*)(order + n);
        T* work = a;
        if (tall)
        {
            Reflectors.Factor(m, n, a, m, tauTall);
            for (nint j = 0; j < n; j++)
            {
                for (nint i = 0; i < n; i++) square[j * n + i] = i <= j ? a[j * m + i] : T.Zero;
            }
            work = square;
        }
        off[n - 1] = 0;
        Bidiagonal.Reduce(rows, n, work, rows, diagonal, off, tauLeft, tauRight, right);
        nint failed;
        if (!vectors)
        {
            RotationSweeps<TReal> none = default;
            failed = BidiagonalIteration.Run(n, diagonal, off, negative, ref none, ref none, false);
            Sort(n, diagonal, order);
        }
        else
        {
            nint parts = sizeof(T) / sizeof(TReal);
            if (tall)
            {
                Columns.Identity(m, leftColumns, u, m);
                Reflectors.Generate(n, n, n, square, n, tauLeft, u, m);
            }
            else Reflectors.Generate(m, leftColumns, n, a, m, tauLeft, u, m);
            Columns.Identity(n, 1, v, n);
            for (nint j = 1; j < n; j++) v[j * n] = T.Zero;
            if (n > 1) Reflectors.Generate(n - 1, n - 1, n - 1, right + 1, n, tauRight, v + n + 1, n);
            RotationSweeps<TReal> left = new(rows * parts, n, (TReal*)u, m * parts), turned = new(n * parts, n, (TReal*)v, n * parts);
            failed = BidiagonalIteration.Run(n, diagonal, off, negative, ref left, ref turned, true);
            Sort(n, diagonal, order);
            left.Finish(order, null, (TReal*)u, m * parts);
            turned.Finish(order, negative, (TReal*)v, n * parts);
            if (tall) Reflectors.ApplyAll(m, n, a, m, tauTall, leftColumns, u, m, false);
        }
        for (nint i = 0; i < n; i++) values[i] = Columns.Number<TReal>(diagonal[order[i]] / scale);
        return failed;
    }

    // The numbers of the values in descending order.
    private static void Sort(nint n, double* values, int* order)
    {
        for (int i = 0; i < n; i++) order[i] = i;
        using var workspace = new Workspace(n * sizeof(double));
        var keys = new Span<double>(workspace.Pointer, (int)n);
        for (int i = 0; i < n; i++) keys[i] = -values[i];
        keys.Sort(new Span<int>(order, (int)n));
    }
}
