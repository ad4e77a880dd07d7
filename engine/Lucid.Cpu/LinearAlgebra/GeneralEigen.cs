using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>Eigenvalues and eigenvectors of any square matrices.</summary>
public static unsafe class GeneralEigen
{
    /// <summary>Eigenvalues and, if wanted, eigenvectors of Euclidean norm 1.</summary>
    /// <typeparam name="T">double or Complex.</typeparam>
    /// <param name="n">Rows.</param>
    /// <param name="a">The column-major matrix; overwritten.</param>
    /// <param name="values">n eigenvalues; those of real matrices come in conjugate pairs, the one above the axis first.</param>
    /// <param name="vectors">n x n, column-major: an eigenvector in each column; null for none.</param>
    /// <returns>0; -1 when a number is not finite; or how many eigenvalues did not converge.</returns>
    public static nint Run<T>(nint n, T* a, Complex* values, Complex* vectors) where T : unmanaged, INumberBase<T>
    {
        if (n == 0) return 0;
        double largest = 0;
        for (nint i = 0; i < n * n; i++)
        {
            if (!T.IsFinite(a[i])) return -1;
            largest = Math.Max(largest, Columns.Size(a[i]));
        }
        double scale = largest is > 0 and (< 1e-15 or > 1e15) ? Math.ScaleB(1, -Math.ILogB(largest)) : 1;
        using var workspace = new Workspace((2 * n * n + 4 * n) * sizeof(Complex));
        double* balance = (double*)workspace.Pointer, real = balance + n, imaginary = real + n;
        var scratch = (T*)(balance + 4 * n);
        T* h = scratch + 2 * n, v = h + n * n;
        for (nint i = 0; i < n; i++)
        {
            for (nint j = 0; j < n; j++) h[i * n + j] = a[j * n + i] * Columns.Number<T>(scale);
        }
        Balance(n, h, balance);
        T* basis = vectors == null ? null : v;
        nint failed;
        if (typeof(T) == typeof(Complex))
        {
            ComplexSchur.Hessenberg(n, (Complex*)h, (Complex*)v, (Complex*)scratch);
            failed = ComplexSchur.Iterate(n, (Complex*)h, (Complex*)basis, values);
            if (failed == 0 && vectors != null) ComplexSchur.Vectors(n, (Complex*)h, (Complex*)v, (Complex*)scratch);
        }
        else
        {
            RealSchur.Hessenberg(n, (double*)h, (double*)v, (double*)scratch);
            failed = RealSchur.Iterate(n, (double*)h, (double*)basis, real, imaginary);
            if (failed == 0 && vectors != null) RealSchur.Vectors(n, (double*)h, (double*)v, real, imaginary);
            for (nint i = 0; i < n; i++) values[i] = new Complex(real[i], imaginary[i]);
        }
        if (scale != 1) for (nint i = 0; i < n; i++) values[i] /= scale;
        if (failed != 0 || vectors == null) return failed;
        for (nint j = 0; j < n; j++)
        {
            // The second of a conjugate pair is the conjugate of the first.
            bool pair = typeof(T) != typeof(Complex) && values[j].Imaginary > 0;
            for (nint i = 0; i < n; i++)
            {
                Complex entry = Value(v[i * n + j]);
                if (pair) entry = new Complex(entry.Real, Columns.Real(v[i * n + j + 1]));
                vectors[j * n + i] = entry * balance[i];
            }
            Normalize(n, vectors + j * n, typeof(T) == typeof(Complex) || pair);
            if (!pair) continue;
            for (nint i = 0; i < n; i++) vectors[(j + 1) * n + i] = Complex.Conjugate(vectors[j * n + i]);
            j++;
        }
        return 0;
    }

    private static Complex Value<T>(T x) where T : unmanaged => new(Columns.Real(x), Columns.Imaginary(x));

    // Norm 1 and, for complex vectors, a real largest entry, as LAPACK's geev has them.
    private static void Normalize(nint n, Complex* x, bool turn)
    {
        double norm = Columns.Norm(n, x);
        if (norm == 0) return;
        Complex factor = 1 / norm;
        nint top = 0;
        for (nint i = 1; turn && i < n; i++)
        {
            if (Complex.Abs(x[i]) > Complex.Abs(x[top]) * (1 + 1e-14)) top = i;
        }
        if (turn) factor *= Complex.Conjugate(x[top]) / Complex.Abs(x[top]);
        for (nint i = 0; i < n; i++) x[i] *= factor;
        if (turn) x[top] = x[top].Real;
    }

    /// <summary>
    /// Scales rows and columns by powers of two until their norms are alike (E. Osborne, J. ACM 7, 1960; EISPACK's balanc); eigenvectors of
    /// the original are those of the result times the factors.
    /// </summary>
    private static void Balance<T>(nint n, T* h, double* factors) where T : unmanaged, INumberBase<T>
    {
        for (nint i = 0; i < n; i++) factors[i] = 1;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (nint i = 0; i < n; i++)
            {
                double column = 0, row = 0;
                for (nint j = 0; j < n; j++)
                {
                    if (j == i) continue;
                    column += Columns.Size(h[j * n + i]);
                    row += Columns.Size(h[i * n + j]);
                }
                if (column == 0 || row == 0 || !double.IsFinite(column + row)) continue;
                double factor = 1, sum = column + row, scaled = column;
                for (; scaled < row / 2 && factor < 1e150; scaled *= 4) factor *= 2;
                for (; scaled >= row * 2 && factor > 1e-150; scaled /= 4) factor /= 2;
                if ((scaled + row) / factor >= 0.95 * sum) continue;
                changed = true;
                factors[i] *= factor;
                for (nint j = 0; j < n; j++)
                {
                    h[i * n + j] *= Columns.Number<T>(1 / factor);
                    h[j * n + i] *= Columns.Number<T>(factor);
                }
            }
        }
    }
}
