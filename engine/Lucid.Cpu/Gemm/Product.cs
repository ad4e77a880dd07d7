using System;
using System.Numerics;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Gemm;

/// <summary>One product of real matrices: which algorithm, cut how over the team.</summary>
/// <typeparam name="TElement">Element type of the matrices.</typeparam>
/// <typeparam name="T">Accumulation type.</typeparam>
internal static unsafe class Product<TElement, T>
    where TElement : unmanaged
    where T : unmanaged
{
    // Multiply-adds that are worth a thread: some 3 µs of a core.
    private const double WorthAThread = 120_000;

    /// <summary>A product as asked for; the algorithms narrow it to their cell or slice.</summary>
    public struct Problem
    {
        public nint M, N, K;
        public TElement* A;
        public nint ARow, ACol;
        public TElement* B;
        public nint BRow, BCol;
        public TElement* C;
        public nint CRow;
        public Epilogue<TElement> Epilogue;

        /// <summary>As in <see cref="BlockedProduct{TElement, T}.Operands"/>.</summary>
        public TElement* NextB;
        public TElement* NextA;

        internal nint CellRows, CellColumns, GridColumns, SliceDepth, PartialRow;
        internal T* Partial;
    }

    /// <summary>Computes the product, over the team when <paramref name="parallel"/>.</summary>
    public static void Run(ref Problem problem, bool parallel)
    {
        if (problem.K == 0)
            Finish(in problem, 0, 0, problem.M, problem.N, null, 0);
        else if (IsVector(in problem))
            RunVector(ref problem, parallel);
        else if (IsDots(in problem))
            RunDots(ref problem, parallel);
        else if (typeof(TElement) == typeof(T) && problem.K >= 2048 && problem.M * problem.N <= 128 * 128)
            RunSlices(ref problem, parallel);
        else
            RunCells(ref problem, parallel);
    }

    private static void RunCells(ref Problem problem, bool parallel)
    {
        nint m = problem.M, n = problem.N;
        double work = (double)m * n * problem.K;
        int threads = parallel && !Team.IsInside ? Team.ThreadCount : 1;
        if (work < 2 * WorthAThread) threads = 1;
        (nint gridRows, nint gridColumns) = threads == 1 ? (1, 1) : Grid(in problem, (int)Math.Min(threads, work / WorthAThread));
        int tileRows = TileShape<T>.Rows, tileColumns = TileShape<T>.Columns;
        problem.CellRows = Ceiling(Ceiling(m, tileRows), gridRows) * tileRows;
        problem.CellColumns = Ceiling(Ceiling(n, tileColumns), gridColumns) * tileColumns;
        problem.GridColumns = Ceiling(n, problem.CellColumns);
        nint cells = Ceiling(m, problem.CellRows) * problem.GridColumns;
        fixed (Problem* pointer = &problem)
        {
            if (cells == 1) Cells(pointer, 0, 1);
            else Team.Run(cells, 1, &Cells, pointer);
        }
    }

    /// <summary>The grid of at most <paramref name="cells"/> cells with the least work for its slowest thread.</summary>
    private static (nint Rows, nint Columns) Grid(in Problem problem, int cells)
    {
        nint tileRowCount = Ceiling(problem.M, TileShape<T>.Rows), tileColumnCount = Ceiling(problem.N, TileShape<T>.Columns);
        // Where rows of C begin anywhere in a line of the cache, two cells side by side share a line in each row.
        double sharing = problem.CRow * sizeof(TElement) % 64 == 0 ? 0 : 2000.0 / problem.K;
        double least = double.PositiveInfinity;
        (nint, nint) best = (1, 1);
        for (int rows = 1; rows <= cells && rows <= tileRowCount; rows++)
        {
            nint columns = nint.Min(cells / rows, tileColumnCount);
            double height = Ceiling(tileRowCount, rows) * TileShape<T>.Rows, width = Ceiling(tileColumnCount, columns) * TileShape<T>.Columns;
            // Packing an element costs about as much as four multiply-adds of every tile column.
            double cost = height * width + 4 * (height + width) + (columns > 1 ? sharing * height : 0);
            if (cost < least)
            {
                least = cost;
                best = (rows, columns);
            }
        }
        return best;
    }

    private static void Cells(void* context, nint begin, nint end)
    {
        ref readonly Problem problem = ref *(Problem*)context;
        for (nint cell = begin; cell < end; cell++)
        {
            nint i = cell / problem.GridColumns * problem.CellRows, j = cell % problem.GridColumns * problem.CellColumns;
            nint rows = nint.Min(problem.CellRows, problem.M - i), columns = nint.Min(problem.CellColumns, problem.N - j);
            var operands = new BlockedProduct<TElement, T>.Operands
            {
                M = rows,
                N = columns,
                K = problem.K,
                A = problem.A + i * problem.ARow,
                ARow = problem.ARow,
                ACol = problem.ACol,
                B = problem.B + j * problem.BCol,
                BRow = problem.BRow,
                BCol = problem.BCol,
                NextB = problem.NextB,
                NextA = problem.NextA,
            };
            if (typeof(TElement) == typeof(T)) InPlace(in problem, ref operands, i, j);
            else Beside(in problem, ref operands, i, j);
        }
    }

    /// <summary>Accumulates in C itself, the epilogue inside the kernel where it can be.</summary>
    private static void InPlace(in Problem problem, ref BlockedProduct<TElement, T>.Operands operands, nint i, nint j)
    {
        ref readonly Epilogue<TElement> epilogue = ref problem.Epilogue;
        TElement* c = problem.C + i * problem.CRow + j;
        TElement* residual = epilogue.Residual == null ? null : epilogue.Residual + i * epilogue.ResidualRow + j;
        bool old = epilogue.Beta != Complex.Zero;
        int terms = (old ? 1 : 0) + (residual != null ? 1 : 0) + (epilogue.Bias != null ? 1 : 0);
        operands.C = (T*)c;
        operands.CRow = problem.CRow;
        operands.Alpha = Accumulation.Scalar<T>(epilogue.Alpha);
        operands.Floor = Accumulation.Floor<T>(epilogue.Activation);
        operands.Activation = epilogue.Activation;
        if (terms > 1 || (old && epilogue.Beta != Complex.One))
        {
            Epilogue<TElement> sum = epilogue;
            sum.Activation = Activation.None;
            if (epilogue.Bias != null) sum.Bias = epilogue.Bias + j;
            EpiloguePass<T, TElement>.Apply(operands.M, operands.N, null, 0, default, in sum, residual, c, problem.CRow);
            operands.Add = (T*)c;
            operands.AddRow = problem.CRow;
        }
        else if (old)
        {
            operands.Add = (T*)c;
            operands.AddRow = problem.CRow;
        }
        else if (residual != null)
        {
            operands.Add = (T*)residual;
            operands.AddRow = epilogue.ResidualRow;
        }
        else if (epilogue.Bias != null)
        {
            operands.Add = (T*)(epilogue.Bias + j);
        }
        BlockedProduct<TElement, T>.Run(in operands);
    }

    /// <summary>Accumulates in a block of the wider type, a stretch of rows at a time, and rounds into C once.</summary>
    private static void Beside(in Problem problem, ref BlockedProduct<TElement, T>.Operands operands, nint i, nint j)
    {
        nint bytes = operands.M * operands.N * sizeof(T);
        using var workspace = new Workspace(bytes);
        var block = (T*)workspace.Pointer;
        operands.C = block;
        operands.CRow = operands.N;
        operands.Alpha = Accumulation.Scalar<T>(Complex.One);
        operands.Floor = Accumulation.Floor<T>(Activation.None);
        BlockedProduct<TElement, T>.Run(in operands);
        Finish(in problem, i, j, operands.M, operands.N, block, operands.N);
    }

    /// <summary>The epilogue on a part of C that begins at (i, j).</summary>
    private static void Finish(in Problem problem, nint i, nint j, nint rows, nint columns, T* product, nint productRow)
    {
        Epilogue<TElement> epilogue = problem.Epilogue;
        if (epilogue.Bias != null) epilogue.Bias += j;
        TElement* residual = epilogue.Residual == null ? null : epilogue.Residual + i * epilogue.ResidualRow + j;
        EpiloguePass<T, TElement>.Apply(
            rows, columns, product, productRow, Accumulation.Scalar<T>(epilogue.Alpha), in epilogue, residual, problem.C + i * problem.CRow + j, problem.CRow);
    }

    /// <summary>
    /// A small C of a long sum: slices of the depth are summed apart, then added in order. The slices depend on the shape
    /// alone, so the result does not depend on the thread count.
    /// </summary>
    private static void RunSlices(ref Problem problem, bool parallel)
    {
        nint slices = nint.Min(problem.K / 512, 16);
        problem.SliceDepth = Ceiling(Ceiling(problem.K, slices), 8) * 8;
        slices = Ceiling(problem.K, problem.SliceDepth);
        nint size = problem.M * problem.N, bytes = slices * size * sizeof(T);
        using var workspace = new Workspace(bytes);
        problem.Partial = (T*)workspace.Pointer;
        double work = (double)size * problem.SliceDepth;
        nint grain = parallel ? (nint)Math.Max(1, WorthAThread / work) : slices;
        fixed (Problem* pointer = &problem) Team.Run(slices, grain, &Slices, pointer);
        T* sum = problem.Partial;
        int lanes = Vector<T>.Count;
        for (nint s = 1; s < slices; s++)
        {
            T* part = sum + s * size;
            nint i = 0;
            for (; i + lanes <= size; i += lanes) Vector.Store(Vector.Load(sum + i) + Vector.Load(part + i), sum + i);
            for (; i < size; i++) sum[i] = Accumulation.Add(sum[i], part[i]);
        }
        Finish(in problem, 0, 0, problem.M, problem.N, sum, problem.N);
    }

    private static void Slices(void* context, nint begin, nint end)
    {
        ref readonly Problem problem = ref *(Problem*)context;
        for (nint slice = begin; slice < end; slice++)
        {
            nint p = slice * problem.SliceDepth, depth = nint.Min(problem.SliceDepth, problem.K - p);
            T* partial = problem.Partial + slice * problem.M * problem.N;
            var part = new Problem
            {
                M = problem.M,
                N = problem.N,
                K = depth,
                A = problem.A + p * problem.ACol,
                ARow = problem.ARow,
                ACol = problem.ACol,
                B = problem.B + p * problem.BRow,
                BRow = problem.BRow,
                BCol = problem.BCol,
                C = (TElement*)partial,
                CRow = problem.N,
            };
            if (slice + 1 < end && problem.BCol == 1 && problem.BRow == problem.N)
            {
                part.NextB = part.B + depth * problem.BRow;
                if (problem.ARow == 1 && problem.ACol == problem.M) part.NextA = part.A + depth * problem.ACol;
            }
            if (IsVector(in part)) RunVector(ref part, false);
            else RunCells(ref part, false);
        }
    }

    private static bool IsVector(in Problem p) =>
        typeof(TElement) == typeof(T)
        && ((p.M == 1 && (p.BCol == 1 || (p.BRow == 1 && p.ACol == 1))) || (p.N == 1 && (p.ARow == 1 || (p.ACol == 1 && p.BRow == 1))));

    /// <summary>m or n is 1: a matrix read once against a vector.</summary>
    private static void RunVector(ref Problem problem, bool parallel)
    {
        nint outputs = problem.M == 1 ? problem.N : problem.M;
        bool plain = problem.Epilogue.IsPlain && (problem.M == 1 || problem.CRow == 1);
        using var workspace = new Workspace(plain ? 0 : outputs * sizeof(T));
        problem.Partial = plain ? (T*)problem.C : (T*)workspace.Pointer;
        nint grain = Ceiling((nint)(WorthAThread / 4 / problem.K), 64) * 64;
        fixed (Problem* pointer = &problem) Team.Run(outputs, parallel ? grain : outputs, &Outputs, pointer);
        if (!plain) Finish(in problem, 0, 0, problem.M, problem.N, problem.Partial, problem.M == 1 ? problem.N : 1);
    }

    private static bool IsDots(in Problem p) =>
        typeof(TElement) == typeof(T) && p.ACol == 1 && p.BRow == 1 && p.K >= 2 * Vector<T>.Count && p.M > 1 && p.N > 1
        && (p.M <= DotTile.MostRows || p.N <= DotTile.MostColumns);

    /// <summary>Few rows against a transposed B, or few columns of it as the rows of the transposed product; cut along the other side.</summary>
    private static void RunDots(ref Problem problem, bool parallel)
    {
        bool plain = problem.Epilogue.IsPlain;
        using var workspace = new Workspace(plain ? 0 : problem.M * problem.N * sizeof(T));
        problem.Partial = plain ? (T*)problem.C : (T*)workspace.Pointer;
        problem.PartialRow = plain ? problem.CRow : problem.N;
        nint few = nint.Min(problem.M, problem.N), many = nint.Max(problem.M, problem.N);
        nint grain = Ceiling((nint)(WorthAThread / few / problem.K), 12) * 12;
        fixed (Problem* pointer = &problem) Team.Run(many, parallel ? grain : many, &Dots, pointer);
        if (!plain) Finish(in problem, 0, 0, problem.M, problem.N, problem.Partial, problem.N);
    }

    private static void Dots(void* context, nint begin, nint end)
    {
        ref readonly Problem p = ref *(Problem*)context;
        T* a = (T*)p.A, b = (T*)p.B;
        if (p.M <= p.N) DotTile.Run(p.M, end - begin, p.K, a, p.ARow, b + begin * p.BCol, p.BCol, p.Partial + begin, p.PartialRow, 1);
        else DotTile.Run(p.N, end - begin, p.K, b, p.BCol, a + begin * p.ARow, p.ARow, p.Partial + begin * p.PartialRow, 1, p.PartialRow);
    }

    private static void Outputs(void* context, nint begin, nint end)
    {
        ref readonly Problem p = ref *(Problem*)context;
        // A column of outputs is a row of the transposed product.
        bool row = p.M == 1;
        T* vector = (T*)(row ? p.A : p.B);
        T* matrix = (T*)(row ? p.B : p.A);
        nint vectorStride = row ? p.ACol : p.BRow, depthStride = row ? p.BRow : p.ACol, outputStride = row ? p.BCol : p.ARow;
        matrix += begin * outputStride;
        if (outputStride == 1) VectorProduct.Rows(end - begin, p.K, vector, vectorStride, matrix, depthStride, p.Partial + begin);
        else VectorProduct.Columns(end - begin, p.K, vector, matrix, outputStride, p.Partial + begin);
    }

    private static nint Ceiling(nint value, nint divisor) => (value + divisor - 1) / divisor;
}
