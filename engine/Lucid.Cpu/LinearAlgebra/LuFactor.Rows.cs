using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.LinearAlgebra;

/// <summary>The factorisation of a row-major matrix, whose rows are exchanged a vector at a time; narrow panels lie column-major meanwhile.</summary>
public static unsafe partial class LuFactor
{
    // Narrower panels read and write the rest of the matrix more often. What does not fit the second-level cache is halved.
    private const int PanelColumns = 64, MostPanels = 8, MostBytes = 4 << 20;

    // Numbers of a matrix from which on other threads help: 256 x 256 take 144 us on one thread, 155 on two, 384 x 384 take 375 and 338.
    private const int WorthThreads = 100_000;

    // Fewer sides than this are solved where they are.
    private const int FewSides = 16, GroupSides = 64;

    private struct Solution
    {
        internal void* Factors, Sides;
        internal nint Size, Lda, Ldb, Count;
        internal int* Pivots;
        internal bool Transposed;
    }

    private struct Step
    {
        internal void* Matrix, Panel, Factored;
        internal nint Lda, Rows, Columns, First, ElementSize;
        internal int* Pivots;
        internal nint Failed;
    }

    /// <summary>Factors a row-major n x n matrix in place, P A = L U, as <see cref="Run"/>.</summary>
    /// <param name="n">Rows and columns.</param>
    /// <param name="a">The matrix.</param>
    /// <param name="lda">Elements between rows.</param>
    /// <param name="pivots">n numbers of the rows, counted from 1, that were exchanged with each row in turn.</param>
    /// <returns>0, or the number of the first pivot that is zero.</returns>
    public static nint RunRows<T>(nint n, T* a, nint lda, int* pivots) where T : unmanaged, INumberBase<T>
    {
        using var workspace = new Workspace(PanelColumns * (TriangularSystem.Padded(n) + MostPanels * n) * sizeof(T));
        return HalveRows(n, n, a, lda, pivots, (T*)workspace.Pointer);
    }

    private static nint HalveRows<T>(nint m, nint n, T* a, nint lda, int* pivots, T* panel) where T : unmanaged, INumberBase<T>
    {
        if (n <= PanelColumns || (n <= MostPanels * PanelColumns && m * n * sizeof(T) <= MostBytes)) return Panels(m, n, a, lda, pivots, panel);
        nint half = (n / 2 + PanelColumns - 1) / PanelColumns * PanelColumns, rest = n - half;
        T* right = a + half, below = a + half * lda, corner = below + half;
        nint failed = HalveRows(m, half, a, lda, pivots, panel);
        ExchangeRows(rest * sizeof(T), right, lda * sizeof(T), pivots, 0, half);
        TriangularSystem.Solve(true, true, half, a, lda, 1, rest, right, lda, 1);
        Columns.Subtract(m - half, rest, half, below, lda, 1, right, lda, 1, corner, lda, true);
        nint later = HalveRows(m - half, rest, corner, lda, pivots + half, panel);
        for (nint i = half; i < n; i++) pivots[i] += (int)half;
        ExchangeRows(half * sizeof(T), a, lda * sizeof(T), pivots, half, n);
        return failed != 0 ? failed : later != 0 ? later + half : 0;
    }

    /// <summary>Panel by panel; one thread factors the next panel as soon as its columns are there, while the others update the rest.</summary>
    private static nint Panels<T>(nint m, nint n, T* a, nint lda, int* pivots, T* panel) where T : unmanaged, INumberBase<T>
    {
        Step step = new()
        {
            Matrix = a,
            Panel = panel,
            Factored = panel + PanelColumns * TriangularSystem.Padded(m),
            Lda = lda,
            Rows = m,
            Columns = n,
            ElementSize = sizeof(T),
            Pivots = pivots,
        };
        Panel<T>(&step, 0);
        UpdateAll(&step, &Update<T>);
        return step.Failed;
    }

    private static void UpdateAll(Step* step, delegate*<void*, nint, nint, void> update)
    {
        nint n = step->Columns, grain = step->Rows * n < WorthThreads ? n : 1;
        for (; step->First + PanelColumns < n; step->First += PanelColumns)
            Team.Run((n - step->First - 1) / PanelColumns + 1, grain, update, step);
        Team.Run((n - 1) / PanelColumns + 1, grain, &Restore, step);
    }

    /// <summary>Where a factored panel begins: they lie behind each other, row-major without gaps, for other threads read them quickly so.</summary>
    private static nint Distance(Step* step, nint first) => first * step->Rows - first * (first - PanelColumns) / 2;

    private static void Panel<T>(Step* step, nint first) where T : unmanaged, INumberBase<T>
    {
        nint rows = step->Rows - first, columns = nint.Min(PanelColumns, step->Columns - first), ld = TriangularSystem.Padded(rows);
        T* a = (T*)step->Matrix + first * (step->Lda + 1), panel = (T*)step->Panel;
        int* pivots = step->Pivots + first;
        Transpose.Block(columns, rows, a, step->Lda, panel, ld);
        nint failed = Halve(rows, columns, panel, ld, pivots);
        Transpose.Block(rows, columns, panel, ld, (T*)step->Factored + Distance(step, first), PanelColumns);
        for (nint i = 0; i < columns; i++) pivots[i] += (int)first;
        if (failed != 0 && step->Failed == 0) step->Failed = first + failed;
    }

    private static void Update<T>(void* context, nint begin, nint end) where T : unmanaged, INumberBase<T>
    {
        var step = (Step*)context;
        nint lda = step->Lda, first = step->First, next = first + PanelColumns;
        T* a = (T*)step->Matrix, left = (T*)step->Factored + Distance(step, first);
        Exchanges exchanges = new() { Matrix = a, Lda = lda * sizeof(T), First = first, End = next, Pivots = step->Pivots };
        for (nint unit = begin; unit < end; unit++)
        {
            // The next panel counts for two, so that its thread is given one less of the others.
            if (unit == 1) continue;
            nint column = next + Math.Max(unit - 1, 0) * PanelColumns, columns = nint.Min(PanelColumns, step->Columns - column);
            T* right = a + first * lda + column;
            ExchangeRowsPart(&exchanges, column * sizeof(T), (column + columns) * sizeof(T));
            TriangularSystem.Solve(true, true, PanelColumns, left, PanelColumns, 1, columns, right, lda, 1, false);
            Columns.Subtract(step->Rows - next, columns, PanelColumns, left + PanelColumns * PanelColumns, PanelColumns, 1, right, lda, 1,
                right + PanelColumns * lda, lda, false);
            if (unit == 0) Panel<T>(step, next);
        }
    }

    /// <summary>The panels return to their columns, their rows in the order that the exchanges of later panels say.</summary>
    private static void Restore(void* context, nint begin, nint end)
    {
        var step = (Step*)context;
        nint size = step->ElementSize;
        using var workspace = new Workspace(step->Rows * sizeof(int));
        var order = (int*)workspace.Pointer;
        for (; begin < end; begin++)
        {
            nint first = begin * PanelColumns, columns = nint.Min(PanelColumns, step->Columns - first);
            byte* factored = (byte*)step->Factored + Distance(step, first) * size, a = (byte*)step->Matrix + first * size;
            for (nint i = first; i < step->Rows; i++) order[i] = (int)(i - first);
            for (nint i = first + columns; i < step->Columns; i++)
                (order[i], order[step->Pivots[i] - 1]) = (order[step->Pivots[i] - 1], order[i]);
            for (nint i = first; i < step->Rows; i++)
                Unsafe.CopyBlockUnaligned(a + i * step->Lda * size, factored + order[i] * PanelColumns * size, (uint)(columns * size));
        }
    }

    private static void ExchangeRows(nint bytes, void* a, nint rowBytes, int* pivots, nint first, nint end)
    {
        Exchanges exchanges = new() { Matrix = a, Lda = rowBytes, First = first, End = end, Pivots = pivots };
        // A line of the cache is exchanged in 3 ns, but then belongs to another thread's cache.
        Team.Run(bytes, Math.Max(64, 2_000_000 / (end - first) / 64 * 64), &ExchangeRowsPart, &exchanges);
    }

    private static void ExchangeRowsPart(void* context, nint begin, nint finish)
    {
        var exchanges = (Exchanges*)context;
        var a = (byte*)exchanges->Matrix;
        int lanes = Vector<byte>.Count;
        for (nint i = exchanges->First; i < exchanges->End; i++)
        {
            nint at = exchanges->Back ? exchanges->End - 1 - (i - exchanges->First) : i, other = exchanges->Pivots[at] - 1;
            if (other == at) continue;
            byte* p = a + at * exchanges->Lda, q = a + other * exchanges->Lda;
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
    public static void SolveRows<T>(nint n, T* lu, nint lda, int* pivots, nint sides, T* b, nint ldb, bool transposed) where T : unmanaged, INumberBase<T>
    {
        if (sides < FewSides)
        {
            Substitute(n, lu, lda, 1, pivots, sides, b, ldb, transposed);
            return;
        }
        Solution system = new() { Factors = lu, Sides = b, Size = n, Lda = lda, Ldb = ldb, Count = sides, Pivots = pivots, Transposed = transposed };
        Team.Run((sides - 1) / GroupSides + 1, 1, &Group<T>, &system);
    }

    // Right-hand sides become rows of vectors, some at a time, which stay in the cache of one thread until they are solved.
    private static void Group<T>(void* context, nint begin, nint end) where T : unmanaged, INumberBase<T>
    {
        var system = (Solution*)context;
        nint n = system->Size, lda = system->Lda;
        T* lu = (T*)system->Factors;
        bool alone = system->Count <= GroupSides;
        using var workspace = new Workspace(n * GroupSides * sizeof(T));
        var x = (T*)workspace.Pointer;
        Exchanges exchanges = new() { Matrix = x, Lda = GroupSides * sizeof(T), End = n, Pivots = system->Pivots, Back = system->Transposed };
        for (; begin < end; begin++)
        {
            T* b = (T*)system->Sides + begin * GroupSides * system->Ldb;
            nint sides = nint.Min(GroupSides, system->Count - begin * GroupSides);
            Transpose.Block(n, sides, b, system->Ldb, x, GroupSides);
            if (!system->Transposed) ExchangeRowsPart(&exchanges, 0, sides * sizeof(T));
            BothTriangles(n, lu, lda, 1, sides, x, GroupSides, 1, system->Transposed, alone);
            if (system->Transposed) ExchangeRowsPart(&exchanges, 0, sides * sizeof(T));
            Transpose.Block(sides, n, x, GroupSides, b, system->Ldb);
        }
    }
}
