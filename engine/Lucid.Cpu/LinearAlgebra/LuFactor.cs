using System;
using System.Numerics;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>
/// The factorisation P A = L U with partial pivoting, recursive over columns (S. Toledo, Locality of reference in LU decomposition with
/// partial pivoting, SIAM J. Matrix Anal. Appl. 18, 1997).
/// </summary>
public static unsafe partial class LuFactor
{
    private const int Small = 16;

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
    internal static void Exchange<T>(nint columns, T* a, nint lda, int* pivots, nint first, nint end, bool back = false) where T : unmanaged =>
        Exchange(columns, a, lda, pivots, first, end, back, &ExchangePart<T>);

    private static void Exchange(nint columns, void* a, nint lda, int* pivots, nint first, nint end, bool back, delegate*<void*, nint, nint, void> part)
    {
        Exchanges exchanges = new() { Matrix = a, Lda = lda, Pivots = pivots, First = first, End = end, Back = back };
        // Two exchanges in a nanosecond.
        Team.Run(columns, Math.Max(4, 10_000 / Math.Max(end - first, 1) / 4 * 4), part, &exchanges);
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
            // Columns take the products of those before when their turn comes: they are read and written once.
            T* column = a + k * lda;
            for (nint j = 0; j < k; j++)
                for (nint i = j + 1; i < k; i++) column[i] -= a[j * lda + i] * column[j];
            nint best = Reduce(m, k, a, lda);
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
        }
        return failed;
    }

    /// <summary>Subtracts what the k columns before contribute to column k from its row k on; the row of its largest number.</summary>
    private static nint Reduce<T>(nint m, nint k, T* a, nint lda) where T : unmanaged, INumberBase<T>
    {
        T* column = a + k * lda;
        int lanes = typeof(T) == typeof(Complex) ? int.MaxValue : Vector<T>.Count;
        nint i = k / lanes * lanes;
        if (m - i < lanes)
        {
            nint at = k;
            double largest = -1;
            for (i = k; i < m; i++)
            {
                for (nint j = 0; j < k; j++) column[i] -= a[j * lda + i] * column[j];
                double size = Columns.Size(column[i]);
                if (size > largest) (at, largest) = (i, size);
            }
            return at;
        }
        // First how large, then where: the search for the place ends at the first hit.
        Vector<T> top = Reduced(k, a + i, lda, column, k - i);
        for (i += lanes; i <= m - 4 * lanes; i += 4 * lanes)
        {
            T* x = column + i, known = a + i;
            Vector<T> p = Vector.Load(x), q = Vector.Load(x + lanes), r = Vector.Load(x + 2 * lanes), s = Vector.Load(x + 3 * lanes);
            for (nint j = 0; j < k; j++, known += lda)
            {
                Vector<T> factor = Vector.Create(column[j]);
                p = VectorMath.NegatedMultiplyAdd(factor, Vector.Load(known), p);
                q = VectorMath.NegatedMultiplyAdd(factor, Vector.Load(known + lanes), q);
                r = VectorMath.NegatedMultiplyAdd(factor, Vector.Load(known + 2 * lanes), r);
                s = VectorMath.NegatedMultiplyAdd(factor, Vector.Load(known + 3 * lanes), s);
            }
            Vector.Store(p, x);
            Vector.Store(q, x + lanes);
            Vector.Store(r, x + 2 * lanes);
            Vector.Store(s, x + 3 * lanes);
            top = Vector.MaxNative(Vector.MaxNative(Vector.Abs(p), Vector.Abs(q)), top);
            top = Vector.MaxNative(Vector.MaxNative(Vector.Abs(r), Vector.Abs(s)), top);
        }
        for (; i < m; i += lanes)
        {
            nint at = nint.Min(i, m - lanes);
            top = Vector.MaxNative(Reduced(k, a + at, lda, column, i - at), top);
        }
        Vector<T> wanted = Vector.Create(VectorMath.MaximumLane(top));
        i = k;
        while (i <= m - lanes && !Vector.EqualsAny(Vector.Abs(Vector.Load(column + i)), wanted)) i += lanes;
        for (; i < m; i++)
        {
            if (T.Abs(column[i]) == wanted[0]) return i;
        }
        return k;
    }

    /// <summary>One vector of <see cref="Reduce"/> from its lane <paramref name="first"/> on; the sizes of those lanes.</summary>
    private static Vector<T> Reduced<T>(nint k, T* known, nint lda, T* factors, nint first) where T : unmanaged, INumberBase<T>
    {
        T* x = known + k * lda;
        Vector<T> old = Vector.Load(x), reduced = old;
        for (nint j = 0; j < k; j++, known += lda) reduced = VectorMath.NegatedMultiplyAdd(Vector.Create(factors[j]), Vector.Load(known), reduced);
        Vector<T> taken = Vector.GreaterThanOrEqual(Vector<T>.Indices, Vector.Create(T.CreateTruncating((int)first)));
        Vector.Store(Vector.ConditionalSelect(taken, reduced, old), x);
        return Vector.Abs(reduced) & taken;
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
        if (!transposed) Exchange(sides, b, ldb, pivots, 0, n);
        BothTriangles(n, lu, row, column, sides, b, 1, ldb, transposed, true);
        if (transposed) Exchange(sides, b, ldb, pivots, 0, n, back: true);
    }

    // L, then U; of the transposed matrix U', which has the diagonal, then L'.
    private static void BothTriangles<T>(
        nint n, T* lu, nint row, nint column, nint sides, T* x, nint unknownStride, nint sideStride, bool transposed, bool parallel)
        where T : unmanaged, INumberBase<T>
    {
        if (transposed) (row, column) = (column, row);
        for (int half = 0; half < 2; half++)
            TriangularSystem.Solve(half == 0, (half == 0) != transposed, n, lu, row, column, sides, x, unknownStride, sideStride, parallel);
    }
}
