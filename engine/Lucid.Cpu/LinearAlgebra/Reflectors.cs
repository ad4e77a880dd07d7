using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// Householder reflectors H = I - tau v v^H with v starting with 1, in LAPACK's conventions (larfg, larft, larfb), and the QR
/// factorisation by blocks of them (compact WY form: R. Schreiber and C. Van Loan, SIAM J. Sci. Stat. Comput. 10, 1989).
/// </summary>
public static unsafe class Reflectors
{
    private const int Block = 32;

    /// <summary>Makes the reflector with H^H (alpha, x) = (beta, 0): alpha becomes beta, x the rest of v. Returns tau.</summary>
    internal static T Make<T>(T* alpha, nint n, T* x) where T : unmanaged, INumberBase<T>
    {
        double norm = Columns.Norm(n, x), real = Columns.Real(*alpha), imaginary = Columns.Imaginary(*alpha);
        if (norm == 0 && imaginary == 0) return T.Zero;
        double beta = -Math.CopySign(double.Hypot(double.Hypot(real, imaginary), norm), real);
        T tau = Columns.Number<T>((beta - real) / beta, -imaginary / beta);
        Complex scale = 1 / new Complex(real - beta, imaginary);
        if (double.IsFinite(scale.Real) && double.IsFinite(scale.Imaginary) && (typeof(T) != typeof(float) || Math.Abs(scale.Real) < 1e37))
            Columns.Scale(n, Columns.Number<T>(scale.Real, scale.Imaginary), x);
        else
        {
            T divisor = Columns.Number<T>(real - beta, imaginary);
            for (nint i = 0; i < n; i++) x[i] /= divisor;
        }
        *alpha = Columns.Number<T>(beta);
        return tau;
    }

    /// <summary>The QR factorisation of a column-major m x n matrix: R on and above the diagonal, the v below.</summary>
    /// <param name="m">Rows.</param>
    /// <param name="n">Columns.</param>
    /// <param name="a">The matrix.</param>
    /// <param name="lda">Elements between columns.</param>
    /// <param name="tau">min(m, n) factors.</param>
    public static void Factor<T>(nint m, nint n, T* a, nint lda, T* tau) where T : unmanaged, INumberBase<T>
    {
        nint count = Math.Min(m, n);
        using var workspace = new Workspace(WorkspaceBytes<T>(m, n));
        for (nint first = 0; first < count; first += Block)
        {
            nint width = Math.Min(Block, count - first);
            T* panel = a + first * lda + first;
            for (nint k = 0; k < width; k++)
            {
                T* column = panel + k * lda + k;
                nint rows = m - first - k;
                tau[first + k] = Make(column, rows - 1, column + 1);
                T factor = -Columns.Conjugate(tau[first + k]), diagonal = *column;
                if (T.IsZero(factor)) continue;
                *column = T.One;
                for (nint j = k + 1; j < width; j++)
                {
                    T* other = panel + j * lda + k;
                    Columns.AddMultiple(rows, factor * Columns.Dot(rows, column, other), column, other);
                }
                *column = diagonal;
            }
            nint rest = n - first - width;
            if (rest > 0) Apply(m - first, width, panel, lda, tau + first, rest, panel + width * lda, lda, true, (T*)workspace.Pointer);
        }
    }

    /// <summary>The first columns of the product H_1 H_2 ... H_count.</summary>
    /// <param name="m">Rows.</param>
    /// <param name="columns">Columns wanted, at least count.</param>
    /// <param name="count">How many reflectors.</param>
    /// <param name="v">The reflectors as <see cref="Factor"/> leaves them; <paramref name="ldv"/> elements between columns.</param>
    /// <param name="ldv">Elements between the columns of v.</param>
    /// <param name="tau">Their factors.</param>
    /// <param name="q">The result, column-major; <paramref name="ldq"/> elements between columns.</param>
    /// <param name="ldq">Elements between the columns of q.</param>
    public static void Generate<T>(nint m, nint columns, nint count, T* v, nint ldv, T* tau, T* q, nint ldq) where T : unmanaged, INumberBase<T>
    {
        Columns.Identity(m, columns, q, ldq);
        ApplyAll(m, count, v, ldv, tau, columns, q, ldq, false, isIdentity: true);
    }

    /// <summary>C = Q C, or Q^H C, for the product Q of the reflectors.</summary>
    internal static void ApplyAll<T>(nint m, nint count, T* v, nint ldv, T* tau, nint columns, T* c, nint ldc, bool adjoint, bool isIdentity = false)
        where T : unmanaged, INumberBase<T>
    {
        using var workspace = new Workspace(WorkspaceBytes<T>(m, columns));
        nint blocks = (count + Block - 1) / Block;
        for (nint b = 0; b < blocks; b++)
        {
            nint first = (adjoint ? b : blocks - 1 - b) * Block, width = Math.Min(Block, count - first);
            nint from = isIdentity ? first : 0;
            Apply(m - first, width, v + first * ldv + first, ldv, tau + first, columns - from, c + from * ldc + first, ldc, adjoint, (T*)workspace.Pointer);
        }
    }

    private static nint WorkspaceBytes<T>(nint m, nint n) where T : unmanaged => (2 * m * Block + 3 * Block * Block + 2 * Block * n) * sizeof(T);

    // C -= V op(T) V^H C for a block of reflectors, all of it products of matrices.
    private static void Apply<T>(nint m, nint width, T* panel, nint lda, T* tau, nint n, T* c, nint ldc, bool adjoint, T* work)
        where T : unmanaged, INumberBase<T>
    {
        T* v = work, turned = typeof(T) == typeof(Complex) ? v + m * width : v;
        T* t = work + 2 * m * width, gram = t + width * width, first = gram + width * width, second = first + width * n;
        for (nint j = 0; j < width; j++)
        {
            T* column = v + j * m;
            new Span<T>(column, (int)j).Clear();
            column[j] = T.One;
            new ReadOnlySpan<T>(panel + j * lda + j + 1, (int)(m - j - 1)).CopyTo(new Span<T>(column + j + 1, (int)(m - j - 1)));
            if (typeof(T) != typeof(Complex)) continue;
            for (nint i = 0; i < m; i++) turned[j * m + i] = Columns.Conjugate(column[i]);
        }
        Columns.Multiply(width, width, m, turned, m, 1, v, 1, m, gram, width);
        Columns.Identity(width, width, t, width);
        for (nint j = 0; j < width; j++)
        {
            // T[0:j, j] = -tau T[0:j, 0:j] V[:, 0:j]^H v_j
            for (nint k = 0; k < j; k++) Columns.AddMultiple(k + 1, -tau[j] * gram[j * width + k], t + k * width, t + j * width);
            t[j * width + j] = tau[j];
        }
        Columns.Multiply(width, n, m, turned, m, 1, c, 1, ldc, first, width);
        if (adjoint && typeof(T) == typeof(Complex))
        {
            for (nint i = 0; i < width * width; i++) t[i] = Columns.Conjugate(t[i]);
        }
        Columns.Multiply(width, n, width, t, adjoint ? width : 1, adjoint ? 1 : width, first, 1, width, second, width);
        Columns.Multiply(m, n, width, v, 1, m, second, 1, width, c, ldc, -1, 1);
    }
}
