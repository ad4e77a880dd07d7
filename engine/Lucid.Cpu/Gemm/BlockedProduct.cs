using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.Gemm;

/// <summary>One thread's product of strided matrices: blocks over columns, depth and rows, packed panels, register tiles.</summary>
/// <typeparam name="TElement">Element type of A and B.</typeparam>
/// <typeparam name="T">Accumulation type: float, double, int or long; the type of C.</typeparam>
internal static unsafe class BlockedProduct<TElement, T>
    where TElement : unmanaged
    where T : unmanaged
{
    /// <summary>The operands; strides in elements.</summary>
    public struct Operands
    {
        public nint M, N, K;
        public TElement* A;
        public nint ARow, ACol;
        public TElement* B;
        public nint BRow, BCol;
        public T* C;
        public nint CRow;

        /// <summary>Added once to the product, with row stride <see cref="AddRow"/>; null for none.</summary>
        public T* Add;
        public nint AddRow;
        public T Alpha, Floor;

        /// <summary>The B of the product to come, as large as this one and without gaps; null for none.</summary>
        public TElement* NextB;

        /// <summary>The A that belongs to it, likewise.</summary>
        public TElement* NextA;

        /// <summary>Applied to finished blocks while they are in the cache; relu is the floor's affair.</summary>
        public Activation Activation;
    }

    /// <summary>Depth of the blocks for a product of depth k: even parts of at most TileShape.Depth.</summary>
    public static int BlockDepth(nint k) => Even(k, TileShape<T>.Depth, 16);

    /// <summary>The extent cut into even parts of at most <paramref name="most"/>, a multiple of <paramref name="step"/>.</summary>
    private static int Even(nint extent, int most, int step)
    {
        if (extent <= most) return (int)extent;
        nint blocks = (extent + most - 1) / most;
        return (int)((extent + blocks - 1) / blocks + step - 1) / step * step;
    }

    /// <summary>Computes C = max(alpha A B + add, floor).</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for the packed panels.</exception>
    public static void Run(in Operands o)
    {
        int tileRows = TileShape<T>.Rows, tileColumns = TileShape<T>.Columns;
        int depth = Even(o.K, TileShape<T>.ProductDepth, 16);
        // A flat block of B may be wide: where all of B is one block, rows of A need no packing.
        int blockColumns = Even(o.N, TileShape<T>.BlockColumns * TileShape<T>.ProductDepth / depth, tileColumns);
        bool same = typeof(TElement) == typeof(T);
        // Packing costs about as much as 20 rows (of B) or columns (of A) of the product: what the kernel can read in place
        // is not packed, unless far strides would evict each other.
        nint bytesInPlace = (o.M <= 128 ? 2 : 1) * TileShape<T>.BytesInPlace;
        bool directB = same && o.BCol == 1 && depth * nint.Max(o.N, nint.Abs(o.BRow)) * sizeof(T) <= bytesInPlace;
        if (directB) blockColumns = (int)o.N;
        bool oneBlock = blockColumns >= o.N;
        // Few rows, though some whole tiles, read a deep B too where it lies, if its rows spread over the second-level cache: the tiles
        // fetch the block to come. 64 x 3136 x 256: 66% of the peak, now 80%; with more rows or a flat B packing costs less.
        bool blocksInPlace = typeof(TElement) == typeof(float) && Vector<byte>.Count == 64 && !directB && o.BCol == 1 && o.M is >= 36 and <= 96
            && depth >= 192 && o.BRow * sizeof(T) % 4096 != 0;
        if (blocksInPlace)
        {
            directB = true;
            blockColumns = Even(o.N, (1 << 19) / (depth * sizeof(T)), tileColumns);
            oneBlock = false;
        }
        bool directA = same && (o.M * o.K <= 8192 || (o.ACol == 1
            ? o.N <= 128 || (oneBlock && TileShape<T>.RowsSpread(o.ARow * sizeof(T), depth * sizeof(T)))
            : o.N <= 128 && o.ARow == 1 && nint.Abs(o.ACol) * sizeof(T) <= 1024));
        // Columns computed twice need no edge, but only where nothing is accumulated in C.
        bool overlap = directB && !blocksInPlace && depth == o.K && o.Add != o.C && o.N >= TileShape<T>.Lanes;
        // Rows for one block of B are packed into the first-level cache as they are used, those for several blocks all at once.
        int blockRows = oneBlock && !directA
            ? (int)nint.Min(o.M, Math.Max(24576 / sizeof(T) / depth / tileRows, 1) * tileRows) : Even(o.M, TileShape<T>.BlockRows, tileRows);

        // Panels of B read in place leave only the last, partial one to pack.
        nint bLanes = directB ? (o.N % tileColumns == 0 || overlap ? 0 : tileColumns) : RoundUp(blockColumns, tileColumns);
        nint aElements = directA ? 0 : RoundUp(blockRows, tileRows) * depth, bElements = bLanes * depth;
        nint bytes = aElements + bElements == 0 ? 0 : (aElements + bElements) * sizeof(T) + 64;
        using var workspace = new Workspace(bytes);
        T* bPanels = (T*)workspace.Pointer, aPanels = (T*)(((nint)bPanels + bElements * sizeof(T) + 63) & ~(nint)63);
        TileBlock<T> block = default;
        block.BRow = o.BRow;
        block.Overlap = overlap;
        block.BPanels = bPanels;
        block.CRow = o.CRow;
        block.Alpha = o.Alpha;
        block.ARow = directA ? o.ARow : 1;
        block.ACol = directA ? o.ACol : tileRows;
        if (o.NextB != null && depth == o.K && !blocksInPlace)
        {
            block.Next = (byte*)o.NextB;
            block.NextBytes = o.K * o.N * sizeof(TElement);
            block.NextA = (byte*)o.NextA;
            block.NextABytes = o.K * o.M * sizeof(TElement);
        }
        for (nint pc = 0; pc < o.K; pc += depth)
        {
            block.Levels = (int)nint.Min(depth, o.K - pc);
            block.APanel = directA ? tileRows * o.ARow : (nint)tileRows * block.Levels;
            bool first = pc == 0, last = pc + block.Levels == o.K;
            block.AddRow = first ? o.AddRow : o.CRow;
            block.Floor = last ? o.Floor : Accumulation.Floor<T>(Activation.None);
            for (nint ic = 0; ic < o.M; ic += blockRows)
            {
                block.Rows = (int)nint.Min(blockRows, o.M - ic);
                TElement* a = o.A + ic * o.ARow + pc * o.ACol;
                block.A = directA ? (T*)a : aPanels;
                if (!directA) Packing.Pack(a, o.ARow, o.ACol, block.Rows, block.Levels, aPanels, tileRows);
                for (nint jc = 0; jc < o.N; jc += blockColumns)
                {
                    block.Columns = (int)nint.Min(blockColumns, o.N - jc);
                    TElement* b = o.B + pc * o.BRow + jc * o.BCol;
                    block.B = (T*)b;
                    block.InPlace = overlap ? block.Columns : directB ? block.Columns / tileColumns * tileColumns : 0;
                    if (block.InPlace < block.Columns && !(oneBlock && ic > 0))
                        Packing.Pack(b + block.InPlace * o.BCol, o.BCol, o.BRow, block.Columns - block.InPlace, block.Levels, bPanels, tileColumns);
                    block.C = o.C + ic * o.CRow + jc;
                    block.Add = !first ? block.C : o.Add == null ? null : o.Add + ic * o.AddRow + jc;
                    // A large B that is read where it lies comes from memory: the next block's lines are fetched meanwhile.
                    if (blocksInPlace)
                    {
                        block.Next = jc + blockColumns < o.N ? (byte*)(b + blockColumns) : (byte*)o.NextB;
                        block.NextRow = block.Next == null ? 0 : o.BRow * sizeof(TElement);
                    }
                    block.RowsOuter();
                    if (last && o.Activation == Activation.Gelu) ActivationPass.Gelu(block.C, block.Rows, block.Columns, o.CRow);
                }
            }
        }
    }

    private static nint RoundUp(nint value, nint step) => (value + step - 1) / step * step;
}
