using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>Eigenvalues and eigenvectors of Hermitian matrices.</summary>
public static unsafe class SymmetricEigen
{
    private const int MostIterations = 60;

    /// <summary>Eigenvalues in ascending order and, if wanted, orthonormal eigenvectors.</summary>
    /// <typeparam name="T">float, double or Complex.</typeparam>
    /// <typeparam name="TReal">float for float, else double.</typeparam>
    /// <param name="n">Rows.</param>
    /// <param name="a">The column-major matrix, of which the lower triangle is read; overwritten.</param>
    /// <param name="values">n eigenvalues.</param>
    /// <param name="vectors">n x n, column-major: an eigenvector in each column; null for none.</param>
    /// <returns>0; -1 when a number is not finite; or how many eigenvalues did not converge.</returns>
    public static nint Run<T, TReal>(nint n, T* a, TReal* values, T* vectors)
        where T : unmanaged, INumberBase<T>
        where TReal : unmanaged, INumberBase<TReal>
    {
        if (n == 0) return 0;
        double largest = 0;
        for (nint j = 0; j < n; j++)
        {
            for (nint i = j; i < n; i++)
            {
                if (!T.IsFinite(a[j * n + i])) return -1;
                largest = Math.Max(largest, Columns.Size(a[j * n + i]));
            }
        }
        // Powers of two: the factor leaves no rounding error behind.
        double scale = largest is > 0 and (< 1e-15 or > 1e15) ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
        if (scale != 1) for (nint i = 0; i < n * n; i++) a[i] *= Columns.Number<T>(scale);

        using var workspace = new Workspace(2 * n * sizeof(double) + n * sizeof(T) + n * sizeof(int));
        double* diagonal = (double*)workspace.Pointer, off = diagonal + n;
        var tau = (T*)(off + n);
        var order = (int*)(tau + n);
        off[n - 1] = 0;
        Tridiagonal.Reduce(n, a, n, diagonal, off, tau);
        nint failed;
        if (vectors == null)
        {
            RotationSweeps<TReal> none = default;
            failed = Iterate(n, diagonal, off, ref none, false);
            Sort(n, diagonal, order);
        }
        else
        {
            Columns.Identity(n, 1, vectors, n);
            for (nint j = 1; j < n; j++) vectors[j * n] = T.Zero;
            if (n > 1) Reflectors.Generate(n - 1, n - 1, n - 1, a + 1, n, tau, vectors + n + 1, n);
            nint parts = sizeof(T) / sizeof(TReal);
            RotationSweeps<TReal> sweeps = new(n * parts, n, (TReal*)vectors, n * parts);
            failed = Iterate(n, diagonal, off, ref sweeps, true);
            Sort(n, diagonal, order);
            sweeps.Finish(order, null, (TReal*)vectors, n * parts);
        }
        for (nint i = 0; i < n; i++) values[i] = Columns.Number<TReal>(diagonal[order[i]] / scale);
        return failed;
    }

    // The numbers of the values in ascending order.
    private static void Sort(nint n, double* values, int* order)
    {
        for (int i = 0; i < n; i++) order[i] = i;
        using var workspace = new Workspace(n * sizeof(double));
        var keys = new Span<double>(workspace.Pointer, (int)n);
        new ReadOnlySpan<double>(values, (int)n).CopyTo(keys);
        keys.Sort(new Span<int>(order, (int)n));
    }

    /// <summary>The implicit QL method with Wilkinson's shift (A. Dubrulle, R. Martin, J. Wilkinson, Numer. Math. 12, 1968: imtql2).</summary>
    private static nint Iterate<TReal>(nint n, double* d, double* e, ref RotationSweeps<TReal> sweeps, bool vectors)
        where TReal : unmanaged, INumberBase<TReal>
    {
        // In float32 a coupling that changes no eigenvalue by half its rounding error is gone.
        double epsilon = typeof(TReal) == typeof(float) ? 3e-8 : 1.1e-16;
        for (nint l = 0; l < n; l++)
        {
            for (int iteration = 0; ; iteration++)
            {
                nint m = l;
                for (; m < n - 1; m++)
                {
                    if (Math.Abs(e[m]) <= epsilon * (Math.Abs(d[m]) + Math.Abs(d[m + 1]))) break;
                }
                if (m == l) break;
                if (iteration == MostIterations) return n - l;
                double g = (d[l + 1] - d[l]) / (2 * e[l]), r = double.Hypot(g, 1);
                g = d[m] - d[l] + e[l] / (g + Math.CopySign(r, g));
                double s = 1, c = 1, p = 0;
                if (vectors) sweeps.Begin(m, upwards: false);
                nint i = m - 1;
                for (; i >= l; i--)
                {
                    double f = s * e[i], b = c * e[i];
                    r = Math.Sqrt(f * f + g * g);
                    e[i + 1] = r;
                    if (r == 0)
                    {
                        d[i + 1] -= p;
                        e[m] = 0;
                        break;
                    }
                    double inverse = 1 / r;
                    s = f * inverse;
                    c = g * inverse;
                    g = d[i + 1] - p;
                    r = (d[i] - g) * s + 2 * c * b;
                    p = s * r;
                    d[i + 1] = g + p;
                    g = c * r - b;
                    if (vectors) sweeps.Add(c, -s);
                }
                if (vectors) sweeps.End();
                if (r == 0 && i >= l) continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
        return 0;
    }
}
