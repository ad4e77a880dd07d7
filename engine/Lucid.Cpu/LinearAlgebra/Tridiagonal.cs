using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Reduction of Hermitian matrices to real tridiagonal form (Golub and Van Loan, Matrix Computations, section 8.3.1). The update of one
/// step and the product that the next one needs are made in one pass over the lower triangle.
/// </summary>
internal static unsafe class Tridiagonal
{
    /// <summary>A = Q T Q^H: reads and overwrites the lower triangle; the reflectors of Q stay below the first subdiagonal.</summary>
    internal static void Reduce<T>(nint n, T* a, nint lda, double* diagonal, double* off, T* tau) where T : unmanaged, INumberBase<T>
    {
        using var workspace = new Workspace(4 * n * sizeof(T));
        // Rows are counted as in the matrix: entries above the present step are not used.
        T* v = (T*)workspace.Pointer, w = v + n, u = w + n, y = u + n;
        new Span<T>(v, (int)(4 * n)).Clear();
        for (nint i = 0; i < n; i++)
        {
            T* column = a + i * lda;
            Columns.AddMultiple(n - i, -Columns.Conjugate(w[i]), v + i, column + i);
            Columns.AddMultiple(n - i, -Columns.Conjugate(v[i]), w + i, column + i);
            diagonal[i] = Columns.Real(column[i]);
            if (i == n - 1) break;
            tau[i] = Reflectors.Make(column + i + 1, n - i - 2, column + i + 2);
            off[i] = Columns.Real(column[i + 1]);
            nint first = i + 1, rest = n - first;
            new ReadOnlySpan<T>(column + first, (int)rest).CopyTo(new Span<T>(u + first, (int)rest));
            u[first] = T.One;
            new Span<T>(y + first, (int)rest).Clear();
            Pass(first, n, a, lda, v, w, u, y);
            // w = tau y - 1/2 tau (tau y)^H u u
            Columns.Scale(rest, tau[i], y + first);
            T factor = Columns.Number<T>(-0.5) * tau[i] * Columns.Dot(rest, y + first, u + first);
            Columns.AddMultiple(rest, factor, u + first, y + first);
            T* old = v;
            v = u;
            u = old;
            old = w;
            w = y;
            y = old;
        }
    }

    // A -= v w^H + w v^H, and y = A u, in the lower triangle from a row and column on.
    private static void Pass<T>(nint first, nint n, T* a, nint lda, T* v, T* w, T* u, T* y) where T : unmanaged, INumberBase<T>
    {
        nint j = first;
        if (typeof(T) != typeof(Complex))
        {
            int lanes = Vector<T>.Count;
            for (; j < n - 1; j += 2)
            {
                T* left = a + j * lda, right = left + lda;
                Diagonal(left, j, v, w, u, y);
                Element(left, j + 1, j, v, w, u, y);
                Diagonal(right, j + 1, v, w, u, y);
                T v0 = -v[j], w0 = -w[j], u0 = u[j], v1 = -v[j + 1], w1 = -w[j + 1], u1 = u[j + 1];
                Vector<T> sum0 = default, sum1 = default;
                Vector<T> wideV0 = Vector.Create(v0), wideW0 = Vector.Create(w0), wideU0 = Vector.Create(u0);
                Vector<T> wideV1 = Vector.Create(v1), wideW1 = Vector.Create(w1), wideU1 = Vector.Create(u1);
                nint r = j + 2;
                for (; r <= n - lanes; r += lanes)
                {
                    Vector<T> vr = Vector.Load(v + r), wr = Vector.Load(w + r), ur = Vector.Load(u + r);
                    Vector<T> x0 = Columns.Fused(wr, wideV0, Columns.Fused(vr, wideW0, Vector.Load(left + r)));
                    Vector<T> x1 = Columns.Fused(wr, wideV1, Columns.Fused(vr, wideW1, Vector.Load(right + r)));
                    Vector.Store(x0, left + r);
                    Vector.Store(x1, right + r);
                    Vector.Store(Columns.Fused(x1, wideU1, Columns.Fused(x0, wideU0, Vector.Load(y + r))), y + r);
                    sum0 = Columns.Fused(x0, ur, sum0);
                    sum1 = Columns.Fused(x1, ur, sum1);
                }
                if (r < n && n - lanes > 0)
                {
                    Vector<T> mask = Columns.Last<T>(n - r);
                    r = n - lanes;
                    Vector<T> vr = Vector.Load(v + r), wr = Vector.Load(w + r), ur = Vector.Load(u + r);
                    Vector<T> old0 = Vector.Load(left + r), old1 = Vector.Load(right + r), oldY = Vector.Load(y + r);
                    Vector<T> x0 = Columns.Fused(wr, wideV0, Columns.Fused(vr, wideW0, old0));
                    Vector<T> x1 = Columns.Fused(wr, wideV1, Columns.Fused(vr, wideW1, old1));
                    Vector.Store(Vector.ConditionalSelect(mask, x0, old0), left + r);
                    Vector.Store(Vector.ConditionalSelect(mask, x1, old1), right + r);
                    Vector.Store(Vector.ConditionalSelect(mask, Columns.Fused(x1, wideU1, Columns.Fused(x0, wideU0, oldY)), oldY), y + r);
                    sum0 = Columns.Fused(Vector.ConditionalSelect(mask, x0, default), ur, sum0);
                    sum1 = Columns.Fused(Vector.ConditionalSelect(mask, x1, default), ur, sum1);
                    r = n;
                }
                y[j] += Vector.Sum(sum0);
                y[j + 1] += Vector.Sum(sum1);
                for (; r < n; r++)
                {
                    Element(left, r, j, v, w, u, y);
                    Element(right, r, j + 1, v, w, u, y);
                }
            }
        }
        for (; j < n; j++)
        {
            T* column = a + j * lda;
            Diagonal(column, j, v, w, u, y);
            for (nint r = j + 1; r < n; r++) Element(column, r, j, v, w, u, y);
        }
    }

    private static void Diagonal<T>(T* column, nint j, T* v, T* w, T* u, T* y) where T : unmanaged, INumberBase<T>
    {
        // Real by definition, whatever stood there.
        column[j] = Columns.Number<T>(Columns.Real(column[j] - v[j] * Columns.Conjugate(w[j]) - w[j] * Columns.Conjugate(v[j])));
        y[j] += column[j] * u[j];
    }

    private static void Element<T>(T* column, nint r, nint j, T* v, T* w, T* u, T* y) where T : unmanaged, INumberBase<T>
    {
        column[r] -= v[r] * Columns.Conjugate(w[j]) + w[r] * Columns.Conjugate(v[j]);
        y[r] += column[r] * u[j];
        y[j] += Columns.Conjugate(column[r]) * u[r];
    }
}
