using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Reduction of matrices with at least as many rows as columns to real upper bidiagonal form (Golub and Van Loan, Matrix Computations,
/// section 5.4.8). Updates are delayed so that each step passes over the rest of the matrix twice instead of four times.
/// </summary>
internal static unsafe class Bidiagonal
{
    /// <summary>
    /// A = Q B P^H. The reflectors of Q stay on and below the diagonal of A; those of P go to columns of right, that of step i from
    /// row i + 1 on.
    /// </summary>
    internal static void Reduce<T>(nint m, nint n, T* a, nint lda, double* diagonal, double* off, T* tauLeft, T* tauRight, T* right)
        where T : unmanaged, INumberBase<T>
    {
        using var workspace = new Workspace((2 * m + 2 * n) * sizeof(T));
        // What is still to be subtracted from A: u y^H + x v^H.
        T* u = (T*)workspace.Pointer, x = u + m, y = x + m, v = y + n;
        new Span<T>(u, (int)(2 * m + 2 * n)).Clear();
        new Span<T>(right, (int)(n * n)).Clear();
        for (nint i = 0; i < n; i++)
        {
            T* column = a + i * lda;
            Columns.AddMultiple(m - i, -Columns.Conjugate(y[i]), u + i, column + i);
            Columns.AddMultiple(m - i, -Columns.Conjugate(v[i]), x + i, column + i);
            tauLeft[i] = Reflectors.Make(column + i, m - i - 1, column + i + 1);
            diagonal[i] = Columns.Real(column[i]);
            if (i == n - 1) break;
            T corner = column[i];
            column[i] = T.One;
            for (nint j = i + 1; j < n; j++)
            {
                T product = Update(m - i, a + j * lda + i, u + i, -Columns.Conjugate(y[j]), x + i, -Columns.Conjugate(v[j]), column + i);
                y[j] = tauLeft[i] * Columns.Conjugate(product);
            }
            new ReadOnlySpan<T>(column + i, (int)(m - i)).CopyTo(new Span<T>(u + i, (int)(m - i)));
            column[i] = corner;

            // The conjugated row of the updated matrix becomes beta e_1 under the adjoint of the right reflector.
            T* row = right + i * n;
            for (nint j = i + 1; j < n; j++) row[j] = Columns.Conjugate(a[j * lda + i]) - y[j];
            tauRight[i] = Reflectors.Make(row + i + 1, n - i - 2, row + i + 2);
            off[i] = Columns.Real(row[i + 1]);
            row[i + 1] = T.One;
            new ReadOnlySpan<T>(row + i + 1, (int)(n - i - 1)).CopyTo(new Span<T>(v + i + 1, (int)(n - i - 1)));
            // x = tau (A v - u (y^H v)), from the next row on.
            nint rest = m - i - 1;
            T* sum = x + i + 1;
            new Span<T>(sum, (int)rest).Clear();
            Product(rest, n - i - 1, a + (i + 1) * lda + i + 1, lda, v + i + 1, sum);
            Columns.AddMultiple(rest, -Columns.Dot(n - i - 1, y + i + 1, v + i + 1), u + i + 1, sum);
            Columns.Scale(rest, tauRight[i], sum);
        }
        for (nint i = 0; i < n - 1; i++) right[i * n + i + 1] = T.One;
    }

    // Adds two multiples to a column; returns the sum of conj(left) times it.
    private static T Update<T>(nint n, T* column, T* u, T alpha, T* x, T beta, T* left) where T : unmanaged, INumberBase<T>
    {
        nint r = 0;
        T sum = T.Zero;
        if (typeof(T) != typeof(Complex))
        {
            int lanes = Vector<T>.Count;
            Vector<T> wideAlpha = Vector.Create(alpha), wideBeta = Vector.Create(beta), first = default, second = default;
            for (; r <= n - 2 * lanes; r += 2 * lanes)
            {
                Vector<T> c = Columns.Fused(Vector.Load(u + r), wideAlpha, Columns.Fused(Vector.Load(x + r), wideBeta, Vector.Load(column + r)));
                Vector<T> d = Columns.Fused(Vector.Load(u + r + lanes), wideAlpha,
                    Columns.Fused(Vector.Load(x + r + lanes), wideBeta, Vector.Load(column + r + lanes)));
                Vector.Store(c, column + r);
                Vector.Store(d, column + r + lanes);
                first = Columns.Fused(c, Vector.Load(left + r), first);
                second = Columns.Fused(d, Vector.Load(left + r + lanes), second);
            }
            if (r <= n - lanes)
            {
                Vector<T> c = Columns.Fused(Vector.Load(u + r), wideAlpha, Columns.Fused(Vector.Load(x + r), wideBeta, Vector.Load(column + r)));
                Vector.Store(c, column + r);
                first = Columns.Fused(c, Vector.Load(left + r), first);
                r += lanes;
            }
            if (r < n && n >= lanes)
            {
                Vector<T> mask = Columns.Last<T>(n - r), old = Vector.Load(column + n - lanes);
                r = n - lanes;
                Vector<T> c = Columns.Fused(Vector.Load(u + r), wideAlpha, Columns.Fused(Vector.Load(x + r), wideBeta, old));
                Vector.Store(Vector.ConditionalSelect(mask, c, old), column + r);
                second = Columns.Fused(Vector.ConditionalSelect(mask, c, default), Vector.Load(left + r), second);
                r = n;
            }
            sum = Vector.Sum(first + second);
        }
        for (; r < n; r++)
        {
            column[r] += u[r] * alpha + x[r] * beta;
            sum += Columns.Conjugate(left[r]) * column[r];
        }
        return sum;
    }

    // sum += A v, four columns at a time.
    private static void Product<T>(nint m, nint n, T* a, nint lda, T* v, T* sum) where T : unmanaged, INumberBase<T>
    {
        nint j = 0;
        if (typeof(T) != typeof(Complex))
        {
            int lanes = Vector<T>.Count;
            for (; j <= n - 4; j += 4)
            {
                T* p = a + j * lda, q = p + lda, s = q + lda, t = s + lda;
                Vector<T> v0 = Vector.Create(v[j]), v1 = Vector.Create(v[j + 1]), v2 = Vector.Create(v[j + 2]), v3 = Vector.Create(v[j + 3]);
                nint r = 0;
                for (; r <= m - lanes; r += lanes)
                {
                    Vector<T> one = Columns.Fused(Vector.Load(p + r), v0, Vector.Load(sum + r)), two = Vector.Load(q + r) * v1;
                    one = Columns.Fused(Vector.Load(s + r), v2, one);
                    two = Columns.Fused(Vector.Load(t + r), v3, two);
                    Vector.Store(one + two, sum + r);
                }
                if (r < m && m >= lanes)
                {
                    Vector<T> mask = Columns.Last<T>(m - r), old = Vector.Load(sum + m - lanes);
                    r = m - lanes;
                    Vector<T> one = Columns.Fused(Vector.Load(p + r), v0, old), two = Vector.Load(q + r) * v1;
                    one = Columns.Fused(Vector.Load(s + r), v2, one);
                    two = Columns.Fused(Vector.Load(t + r), v3, two);
                    Vector.Store(Vector.ConditionalSelect(mask, one + two, old), sum + r);
                    r = m;
                }
                for (; r < m; r++) sum[r] += p[r] * v[j] + q[r] * v[j + 1] + s[r] * v[j + 2] + t[r] * v[j + 3];
            }
        }
        for (; j < n; j++) Columns.AddMultiple(m, v[j], a + j * lda, sum);
    }
}
