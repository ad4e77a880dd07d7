using System;
using System.Numerics;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Eigenvalues and eigenvectors of complex matrices by Hessenberg reduction and the single-shift QR method with Givens rotations (Golub and
/// Van Loan, Matrix Computations, sections 7.4 to 7.6). Matrices are row-major arrays of n x n numbers.
/// </summary>
internal static unsafe class ComplexSchur
{
    private const double Epsilon = 2.220446049250313e-16;
    private const int MostIterations = 60;

    /// <summary>H = V^H A V in upper Hessenberg form; v becomes V.</summary>
    internal static void Hessenberg(nint n, Complex* h, Complex* v, Complex* scratch)
    {
        for (nint i = 0; i < n * n; i++) v[i] = i / n == i % n ? 1 : 0;
        for (nint m = 1; m < n - 1; m++)
        {
            for (nint i = m; i < n; i++) scratch[i] = h[i * n + m - 1];
            Complex tau = Reflectors.Make(scratch + m, n - m - 1, scratch + m + 1);
            if (tau == 0) continue;
            scratch[m] = 1;
            Complex* sums = scratch + n;
            new Span<Complex>(sums, (int)n).Clear();
            for (nint i = m; i < n; i++) Columns.AddMultiple(n - m + 1, Complex.Conjugate(scratch[i]), h + i * n + m - 1, sums + m - 1);
            for (nint i = m; i < n; i++) Columns.AddMultiple(n - m + 1, -Complex.Conjugate(tau) * scratch[i], sums + m - 1, h + i * n + m - 1);
            for (nint i = 0; i < n; i++)
            {
                Right(n - m, h + i * n + m, scratch + m, tau);
                Right(n - m, v + i * n + m, scratch + m, tau);
            }
            for (nint i = m + 1; i < n; i++) h[i * n + m - 1] = 0;
        }
    }

    // row -= tau (row u) u^H
    private static void Right(nint n, Complex* row, Complex* u, Complex tau)
    {
        Complex sum = 0;
        for (nint i = 0; i < n; i++) sum += row[i] * u[i];
        sum *= tau;
        for (nint i = 0; i < n; i++) row[i] -= sum * Complex.Conjugate(u[i]);
    }

    /// <summary>Brings a Hessenberg matrix to Schur form, v along with it. Returns 0, or how many values did not converge.</summary>
    internal static nint Iterate(nint size, Complex* h, Complex* v, Complex* values)
    {
        double norm = 0;
        for (nint i = 0; i < size * size; i++) norm = Math.Max(norm, Columns.Size(h[i]));
        nint n = size - 1;
        int iteration = 0;
        while (n >= 0)
        {
            nint l = n;
            for (; l > 0; l--)
            {
                double near = Columns.Size(h[(l - 1) * size + l - 1]) + Columns.Size(h[l * size + l]);
                if (near == 0) near = norm;
                if (Columns.Size(h[l * size + l - 1]) <= Epsilon * near) break;
            }
            if (l > 0) h[l * size + l - 1] = 0;
            if (l == n)
            {
                values[n] = h[n * size + n];
                n--;
                iteration = 0;
                continue;
            }
            if (iteration == MostIterations) return n + 1;
            Complex shift = Shift(size, n, h);
            if (++iteration % 10 == 0) shift = h[n * size + n] + 0.75 * Complex.Abs(h[n * size + n - 1]);
            Sweep(size, l, n, h, v, shift);
        }
        return 0;
    }

    // The eigenvalue of the last 2 x 2 block that is nearer to its last entry.
    private static Complex Shift(nint size, nint n, Complex* h)
    {
        Complex a = h[(n - 1) * size + n - 1], b = h[(n - 1) * size + n], c = h[n * size + n - 1], d = h[n * size + n];
        Complex half = (a - d) / 2, root = Complex.Sqrt(half * half + b * c);
        if (half.Real * root.Real + half.Imaginary * root.Imaginary < 0) root = -root;
        Complex divisor = half + root;
        return divisor == 0 ? d : d - b * c / divisor;
    }

    // H - shift = Q R, then R Q + shift, by chasing one bulge.
    private static void Sweep(nint size, nint l, nint n, Complex* h, Complex* v, Complex shift)
    {
        Complex x = h[l * size + l] - shift, y = h[(l + 1) * size + l];
        for (nint k = l; k < n; k++)
        {
            double length = double.Hypot(Complex.Abs(x), Complex.Abs(y));
            if (length != 0)
            {
                Complex c = x / length, s = y / length;
                Complex* row = h + k * size, next = row + size;
                for (nint j = Math.Max(k - 1, l); j < size; j++)
                {
                    Complex upper = row[j], lower = next[j];
                    row[j] = Complex.Conjugate(c) * upper + Complex.Conjugate(s) * lower;
                    next[j] = c * lower - s * upper;
                }
                if (k > l) next[k - 1] = 0;
                nint last = Math.Min(n, k + 2);
                for (nint i = 0; i <= last; i++) Turn(h + i * size + k, c, s);
                if (v != null) for (nint i = 0; i < size; i++) Turn(v + i * size + k, c, s);
            }
            if (k + 1 >= n) continue;
            x = h[(k + 1) * size + k];
            y = h[(k + 2) * size + k];
        }
    }

    private static void Turn(Complex* entry, Complex c, Complex s)
    {
        Complex left = entry[0], right = entry[1];
        entry[0] = left * c + right * s;
        entry[1] = right * Complex.Conjugate(c) - left * Complex.Conjugate(s);
    }

    /// <summary>Eigenvectors of the triangular Schur form by back substitution, turned back by v, in its columns.</summary>
    internal static void Vectors(nint size, Complex* h, Complex* v, Complex* scratch)
    {
        double norm = 0;
        for (nint i = 0; i < size * size; i++) norm = Math.Max(norm, Columns.Size(h[i]));
        double least = Math.Max(Epsilon * norm, double.Epsilon);
        for (nint n = size - 1; n >= 0; n--)
        {
            scratch[n] = 1;
            for (nint i = n - 1; i >= 0; i--)
            {
                Complex sum = 0;
                for (nint j = i + 1; j <= n; j++) sum += h[i * size + j] * scratch[j];
                Complex gap = h[i * size + i] - h[n * size + n];
                if (Columns.Size(gap) < least) gap = least;
                scratch[i] = -sum / gap;
                double top = Columns.Size(scratch[i]);
                if (top > 1e100) for (nint j = i; j <= n; j++) scratch[j] /= top;
            }
            // Column n of v is used by no vector that is still to come.
            for (nint i = 0; i < size; i++)
            {
                Complex sum = 0;
                for (nint k = 0; k <= n; k++) sum += v[i * size + k] * scratch[k];
                v[i * size + n] = sum;
            }
        }
    }
}
