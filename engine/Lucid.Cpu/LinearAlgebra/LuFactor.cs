using System;
using System.Numerics;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// The factorisation P A = L U with partial pivoting, recursive over columns (S. Toledo, Locality of reference in LU decomposition with
/// partial pivoting, SIAM J. Matrix Anal. Appl. 18, 1997).
/// </summary>
public static unsafe partial class LuFactor
{
    private const int Small = 8;

    /// <summary>Factors a column-major m x n matrix in place: U above, L below the diagonal without its unit diagonal.</summary>
    /// <param name="m">Rows.</param>
    /// <param name="n">Columns.</param>
    /// <param name="a">The matrix.</param>
    /// <param name="lda">Elements between columns.</param>
    /// <param name="pivots">min(m, n) numbers of the rows, counted from 1, that were exchanged with each row in turn.</param>
    /// <returns>0, or the number of the first pivot that is zero.</returns>
    public static nint Run<T>(nint m, nint n, T* a, nint lda, int* pivots) where T : unmanaged, INumberBase<T>
    {
        nint square = Math.Min(m, n);
        nint failed = Halve(m, square, a, lda, pivots);
        if (n > square)
        {
            Exchange(n - square, a + square * lda, lda, pivots, 0, square);
            TriangularSystem.Solve(true, true, square, a, 1, lda, n - square, a + square * lda, 1, lda);
        }
        return failed;
    }

    private static nint Halve<T>(nint m, nint n, T* a, nint lda, int* pivots) where T : unmanaged, INumberBase<T>
    {
        if (n <= Small) return Unblocked(m, n, a, lda, pivots);
        nint half = n >= 32 ? (n / 2 + 15) / 16 * 16 : n / 2, rest = n - half;
        T* right = a + half * lda;
        nint failed = Halve(m, half, a, lda, pivots);
        Exchange(rest, right, lda, pivots, 0, half);
        TriangularSystem.Solve(true, true, half, a, 1, lda, rest, right, 1, lda);
        Columns.Multiply(m - half, rest, half, a + half, 1, lda, right, 1, lda, right + half, lda, -1, 1);
        nint later = Halve(m - half, rest, right + half, lda, pivots + half);
        for (nint i = half; i < n; i++) pivots[i] += (int)half;
        Exchange(half, a, lda, pivots, half, n);
        return failed != 0 ? failed : later != 0 ? later + half : 0;
    }

    private struct Exchanges
    {
        internal void* Matrix;
        internal nint Lda, First, End;
        internal int* Pivots;
        internal bool Back;
    }

    /// <summary>Exchanges rows of columns as the pivots from first up to end say, or back again.</summary>
    internal static void Exchange<T>(nint columns, T* a, nint lda, int* pivots, nint first, nint end, bool back = false) where T : unmanaged
    {
        Exchanges exchanges = new() { Matrix = a, Lda = lda, Pivots = pivots, First = first, End = end, Back = back };
        // Two exchanges in a nanosecond.
        Team.Run(columns, Math.Max(4, 10_000 / Math.Max(end - first, 1) / 4 * 4), &ExchangePart<T>, &exchanges);
    }

    private static void ExchangePart<T>(void* context, nint begin, nint finish) where T : unmanaged
    {
        var exchanges = (Exchanges*)context;
        nint j = begin, lda = exchanges->Lda, first = exchanges->First, end = exchanges->End;
        T* a = (T*)exchanges->Matrix;
        int* pivots = exchanges->Pivots;
        bool back = exchanges->Back;
        for (; j <= finish - 4; j += 4)
        {
            T* p = a + j * lda, q = p + lda, r = q + lda, s = r + lda;
            for (nint i = first; i < end; i++)
            {
                nint at = back ? end - 1 - (i - first) : i, other = pivots[at] - 1;
                if (other == at) continue;
                T one = p[at], two = q[at], three = r[at], four = s[at];
                p[at] = p[other];
                q[at] = q[other];
                r[at] = r[other];
                s[at] = s[other];
                p[other] = one;
                q[other] = two;
                r[other] = three;
                s[other] = four;
            }
        }
        for (; j < finish; j++)
        {
            T* column = a + j * lda;
            for (nint i = first; i < end; i++)
            {
                nint at = back ? end - 1 - (i - first) : i, other = pivots[at] - 1;
                if (other != at) (column[at], column[other]) = (column[other], column[at]);
            }
        }
    }

    private static nint Unblocked<T>(nint m, nint n, T* a, nint lda, int* pivots) where T : unmanaged, INumberBase<T>
    {
        nint failed = 0;
        for (nint k = 0; k < n; k++)
        {
            T* column = a + k * lda;
            nint best = k + Largest(m - k, column + k);
            pivots[k] = (int)best + 1;
            T pivot = column[best];
            if (T.IsZero(pivot))
            {
                if (failed == 0) failed = k + 1;
                continue;
            }
            if (best != k)
            {
                for (nint j = 0; j < n; j++) (a[j * lda + k], a[j * lda + best]) = (a[j * lda + best], a[j * lda + k]);
            }
            // The reciprocal of a subnormal number may be infinite.
            if (Columns.Size(pivot) > (typeof(T) == typeof(float) ? 1e-37 : 1e-307)) Columns.Scale(m - k - 1, T.One / pivot, column + k + 1);
            else for (nint i = k + 1; i < m; i++) column[i] /= pivot;
            for (nint j = k + 1; j < n; j++) Columns.AddMultiple(m - k - 1, -a[j * lda + k], column + k + 1, a + j * lda + k + 1);
        }
        return failed;
    }

    private static nint Largest<T>(nint n, T* x) where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(Complex))
        {
            nint at = 0;
            double largest = Columns.Size(x[0]);
            for (nint i = 1; i < n; i++)
            {
                double size = Columns.Size(x[i]);
                if (size > largest) (at, largest) = (i, size);
            }
            return at;
        }
        // First how large, then where: the search for the place ends at the first hit.
        int lanes = Vector<T>.Count;
        Vector<T> top = Vector<T>.Zero;
        nint k = 0;
        for (; k <= n - lanes; k += lanes) top = Vector.Max(top, Vector.Abs(Vector.Load(x + k)));
        T most = T.Zero;
        for (int i = 0; i < lanes; i++) most = T.MaxMagnitudeNumber(most, top[i]);
        for (; k < n; k++) most = T.MaxMagnitudeNumber(most, T.Abs(x[k]));
        Vector<T> wanted = Vector.Create(most);
        k = 0;
        while (k <= n - lanes && !Vector.EqualsAny(Vector.Abs(Vector.Load(x + k)), wanted)) k += lanes;
        for (nint i = k; i < n; i++)
        {
            if (T.Abs(x[i]) == most) return i;
        }
        return 0;
    }

    /// <summary>Solves with a factored n x n matrix: op(A) X = B in the memory of the column-major B.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="lu">What <see cref="Run"/> left; <paramref name="lda"/> elements between columns.</param>
    /// <param name="lda">Elements between the columns of the factors.</param>
    /// <param name="pivots">The exchanges.</param>
    /// <param name="sides">Columns of B.</param>
    /// <param name="b">Right-hand sides.</param>
    /// <param name="ldb">Elements between the columns of B.</param>
    /// <param name="transposed">Whether with the transposed matrix (not conjugated).</param>
    public static void Solve<T>(nint n, T* lu, nint lda, int* pivots, nint sides, T* b, nint ldb, bool transposed) where T : unmanaged, INumberBase<T> =>
        Substitute(n, lu, 1, lda, pivots, sides, b, ldb, transposed);

    private static void Substitute<T>(nint n, T* lu, nint row, nint column, int* pivots, nint sides, T* b, nint ldb, bool transposed)
        where T : unmanaged, INumberBase<T>
    {
        if (transposed)
        {
            TriangularSystem.Solve(true, false, n, lu, column, row, sides, b, 1, ldb);
            TriangularSystem.Solve(false, true, n, lu, column, row, sides, b, 1, ldb);
            Exchange(sides, b, ldb, pivots, 0, n, back: true);
            return;
        }
        Exchange(sides, b, ldb, pivots, 0, n);
        TriangularSystem.Solve(true, true, n, lu, row, column, sides, b, 1, ldb);
        TriangularSystem.Solve(false, false, n, lu, row, column, sides, b, 1, ldb);
    }
}
