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
            failed = Values(n, diagonal, off, Epsilon<TReal>());
            Sort(n, diagonal, order);
        }
        else
        {
            using var inner = new Workspace(n * n * sizeof(TReal));
            var tridiagonal = (TReal*)inner.Pointer;
            failed = TridiagonalDivision<TReal>.Run(n, diagonal, off, tridiagonal);
            Sort(n, diagonal, order);
            for (nint j = 0; j < n; j++)
            {
                TReal* from = tridiagonal + order[j] * n;
                T* to = vectors + j * n;
                if (typeof(T) == typeof(TReal)) new ReadOnlySpan<TReal>(from, (int)n).CopyTo(new Span<TReal>(to, (int)n));
                else for (nint i = 0; i < n; i++) to[i] = Columns.Number<T>(Columns.Real(from[i]));
            }
            if (n > 1) Reflectors.ApplyAll(n - 1, n - 1, a + 1, n, tau, n, vectors + 1, n, false);
        }
        for (nint i = 0; i < n; i++) values[i] = Columns.Number<TReal>(diagonal[order[i]] / scale);
        return failed;
    }

    // In float32 a coupling that changes no eigenvalue by half its rounding error is gone.
    private static double Epsilon<TReal>() => typeof(TReal) == typeof(float) ? 3e-8 : 1.1e-16;

    // The numbers of the values in ascending order.
    private static void Sort(nint n, double* values, int* order)
    {
        for (int i = 0; i < n; i++) order[i] = i;
        using var workspace = new Workspace(n * sizeof(double));
        var keys = new Span<double>(workspace.Pointer, (int)n);
        new ReadOnlySpan<double>(values, (int)n).CopyTo(keys);
        keys.Sort(new Span<int>(order, (int)n));
    }

    /// <summary>
    /// The eigenvalues alone, by the QL method without square roots (B. Parlett, The Symmetric Eigenvalue Problem, section 8.15: Pal,
    /// Walker and Kahan).
    /// </summary>
    private static nint Values(nint n, double* d, double* e, double epsilon)
    {
        for (nint i = 0; i < n - 1; i++) e[i] *= e[i];
        for (nint l = 0; l < n; l++)
        {
            for (int iteration = 0; ; iteration++)
            {
                nint m = l;
                for (; m < n - 1; m++)
                {
                    if (e[m] <= epsilon * epsilon * Math.Abs(d[m] * d[m + 1])) break;
                }
                if (m < n - 1) e[m] = 0;
                if (m == l) break;
                if (iteration == MostIterations) return n - l;
                double root = Math.Sqrt(e[l]), shift = (d[l + 1] - d[l]) / (2 * root);
                shift = d[l] - root / (shift + Math.CopySign(double.Hypot(shift, 1), shift));
                double c = 1, s = 0, gamma = d[m] - shift, p = gamma * gamma;
                for (nint i = m - 1; i >= l; i--)
                {
                    double square = e[i], r = p + square, before = c, old = gamma;
                    if (i != m - 1) e[i + 1] = s * r;
                    c = p / r;
                    s = square / r;
                    gamma = c * (d[i] - shift) - s * old;
                    d[i + 1] = old + (d[i] - gamma);
                    p = c != 0 ? gamma * gamma / c : before * square;
                }
                e[l] = s * p;
                d[l] = shift + gamma;
            }
        }
        return 0;
    }

    /// <summary>The implicit QL method with Wilkinson's shift (A. Dubrulle, R. Martin, J. Wilkinson, Numer. Math. 12, 1968: imtql2).</summary>
    internal static nint Iterate<TReal>(nint n, double* d, double* e, ref RotationSweeps<TReal> sweeps)
        where TReal : unmanaged, INumberBase<TReal>
    {
        double epsilon = Epsilon<TReal>();
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
                sweeps.Begin(m, upwards: false);
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
                    sweeps.Add(c, -s);
                }
                sweeps.End();
                if (r == 0 && i >= l) continue;
                d[l] -= p;
                e[l] = g;
                e[m] = 0;
            }
        }
        return 0;
    }
}
