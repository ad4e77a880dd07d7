using System;
using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>The factorisation of a row-major matrix, whose rows are exchanged a vector at a time; narrow panels lie column-major meanwhile.</summary>
public static unsafe partial class LuFactor
{
    private const int PanelColumns = 32;

    /// <summary>Factors a row-major n x n matrix in place, P A = L U, as <see cref="Run"/>.</summary>
    /// <param name="n">Rows and columns.</param>
    /// <param name="a">The matrix.</param>
    /// <param name="lda">Elements between rows.</param>
    /// <param name="pivots">n numbers of the rows, counted from 1, that were exchanged with each row in turn.</param>
    /// <returns>0, or the number of the first pivot that is zero.</returns>
    public static nint RunRows<T>(nint n, T* a, nint lda, int* pivots) where T : unmanaged, INumberBase<T>
    {
        using var workspace = new Workspace(PanelColumns * TriangularSystem.Padded(n) * sizeof(T));
        return HalveRows(n, n, a, lda, pivots, (T*)workspace.Pointer);
    }

    private static nint HalveRows<T>(nint m, nint n, T* a, nint lda, int* pivots, T* panel) where T : unmanaged, INumberBase<T>
    {
        if (n <= PanelColumns)
        {
            nint ld = TriangularSystem.Padded(m);
            Transpose.Block(n, m, a, lda, panel, ld);
            nint code = Halve(m, n, panel, ld, pivots);
            Transpose.Block(m, n, panel, ld, a, lda);
            return code;
        }
        nint half = (n / 2 + PanelColumns - 1) / PanelColumns * PanelColumns, rest = n - half;
        T* right = a + half, below = a + half * lda, corner = below + half;
        nint failed = HalveRows(m, half, a, lda, pivots, panel);
        // The halves go back and forth between the threads' caches: 512 columns take 880 us on one, 965 with forks.
        bool parallel = (double)(m - half) * rest * half >= 2e7;
        ExchangeRows(rest, right, lda, pivots, 0, half);
        TriangularSystem.Solve(true, true, half, a, lda, 1, rest, right, lda, 1, parallel);
        if (m > half)
            MatrixProduct.One(m - half, rest, half, below, lda, 1, right, lda, 1, corner, lda, new Epilogue<T> { Alpha = -1, Beta = 1 }, parallel);
        nint later = HalveRows(m - half, rest, corner, lda, pivots + half, panel);
        for (nint i = half; i < n; i++) pivots[i] += (int)half;
        ExchangeRows(half, a, lda, pivots, half, n);
        return failed != 0 ? failed : later != 0 ? later + half : 0;
    }

    private static void ExchangeRows<T>(nint columns, T* a, nint lda, int* pivots, nint first, nint end) where T : unmanaged
    {
        Exchanges exchanges = new() { Matrix = a, Lda = lda * sizeof(T), First = first, End = end, Pivots = pivots };
        // A line of the cache is exchanged in 3 ns, but then belongs to another thread's cache.
        Team.Run(columns * sizeof(T), Math.Max(64, 2_000_000 / (end - first) / 64 * 64), &ExchangeRowsPart, &exchanges);
    }

    private static void ExchangeRowsPart(void* context, nint begin, nint finish)
    {
        var exchanges = (Exchanges*)context;
        var a = (byte*)exchanges->Matrix;
        int lanes = Vector<byte>.Count;
        for (nint i = exchanges->First; i < exchanges->End; i++)
        {
            nint other = exchanges->Pivots[i] - 1;
            if (other == i) continue;
            byte* p = a + i * exchanges->Lda, q = a + other * exchanges->Lda;
            nint j = begin;
            for (; j <= finish - lanes; j += lanes)
            {
                Vector<byte> x = Vector.Load(p + j);
                Vector.Store(Vector.Load(q + j), p + j);
                Vector.Store(x, q + j);
            }
            for (; j < finish; j += 4)
            {
                int x = *(int*)(p + j);
                *(int*)(p + j) = *(int*)(q + j);
                *(int*)(q + j) = x;
            }
        }
    }

    /// <summary>Solves op(A) X = B with the row-major factors of <see cref="RunRows"/>, in the memory of the column-major B.</summary>
    /// <param name="n">Rows.</param>
    /// <param name="lu">What <see cref="RunRows"/> left.</param>
    /// <param name="lda">Elements between the rows of the factors.</param>
    /// <param name="pivots">The exchanges.</param>
    /// <param name="sides">Columns of B.</param>
    /// <param name="b">Right-hand sides.</param>
    /// <param name="ldb">Elements between the columns of B.</param>
    /// <param name="transposed">Whether with the transposed matrix (not conjugated).</param>
    public static void SolveRows<T>(nint n, T* lu, nint lda, int* pivots, nint sides, T* b, nint ldb, bool transposed) where T : unmanaged, INumberBase<T> =>
        Substitute(n, lu, lda, 1, pivots, sides, b, ldb, transposed);
}
