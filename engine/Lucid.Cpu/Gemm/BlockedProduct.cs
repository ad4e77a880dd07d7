using System;
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

        /// <summary>Applied to finished blocks while they are in the cache; relu is the floor's affair.</summary>
        public Activation Activation;
    }

    /// <summary>Depth of the blocks for a product of depth k: even parts of at most TileShape.Depth.</summary>
    public static int BlockDepth(nint k)
    {
        if (k <= TileShape<T>.Depth) return (int)k;
        nint blocks = (k + TileShape<T>.Depth - 1) / TileShape<T>.Depth;
        return (int)(((k + blocks - 1) / blocks + 15) & ~(nint)15);
    }

    private static int Even(nint extent, int most, int tile)
    {
        if (extent <= most) return (int)extent;
        nint blocks = (extent + most - 1) / most;
        return (int)((extent + blocks - 1) / blocks + tile - 1) / tile * tile;
    }

    /// <summary>Computes C = max(alpha A B + add, floor).</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for the packed panels.</exception>
    public static void Run(in Operands o)
    {
        int tileRows = TileShape<T>.Rows, tileColumns = TileShape<T>.Columns;
        int depth = BlockDepth(o.K), blockRows = Even(o.M, TileShape<T>.BlockRows, tileRows);
        int blockColumns = Even(o.N, TileShape<T>.BlockColumns, tileColumns);
        bool same = typeof(TElement) == typeof(T);
        // Small operands that the kernel can read in place are not worth packing; far strides would evict each other.
        bool directB = same && o.BCol == 1 && depth * o.N * sizeof(T) <= (o.M <= 128 ? 2 : 1) * TileShape<T>.BytesInPlace && depth * o.BRow <= 65536;
        bool directA = same && (o.M * o.K <= 8192 || (o.ACol == 1 ? o.N <= 128 : o.K <= TileShape<T>.Depth && o.N <= 32));

        // Panels of B read in place leave only the last, partial one to pack.
        nint bLanes = directB ? (o.N % tileColumns == 0 ? 0 : tileColumns) : RoundUp(blockColumns, tileColumns);
        nint aElements = directA ? 0 : RoundUp(blockRows, tileRows) * depth, bElements = bLanes * depth;
        nint bytes = aElements + bElements == 0 ? 0 : (aElements + bElements) * sizeof(T) + 64;
        using var workspace = new Workspace(bytes);
        T* bPanels = (T*)workspace.Pointer, aPanels = (T*)(((nint)bPanels + bElements * sizeof(T) + 63) & ~(nint)63);
        for (nint jc = 0; jc < o.N; jc += blockColumns)
        {
            int columns = (int)nint.Min(blockColumns, o.N - jc);
            for (nint pc = 0; pc < o.K; pc += depth)
            {
                int levels = (int)nint.Min(depth, o.K - pc);
                TElement* b = o.B + pc * o.BRow + jc * o.BCol;
                int inPlace = directB ? columns / tileColumns * tileColumns : 0;
                if (inPlace < columns)
                    Packing.Pack(b + inPlace * o.BCol, o.BCol, o.BRow, columns - inPlace, levels, bPanels, tileColumns);
                for (nint ic = 0; ic < o.M; ic += blockRows)
                {
                    int rows = (int)nint.Min(blockRows, o.M - ic);
                    TElement* a = o.A + ic * o.ARow + pc * o.ACol;
                    if (!directA) Packing.Pack(a, o.ARow, o.ACol, rows, levels, aPanels, tileRows);
                    TileBlock<T> block;
                    block.Rows = rows;
                    block.Columns = columns;
                    block.Levels = levels;
                    block.InPlace = inPlace;
                    block.A = directA ? (T*)a : aPanels;
                    block.ARow = directA ? o.ARow : 1;
                    block.ACol = directA ? o.ACol : tileRows;
                    block.APanel = directA ? tileRows * o.ARow : (nint)tileRows * levels;
                    block.B = (T*)b;
                    block.BRow = o.BRow;
                    block.BPanels = bPanels;
                    block.C = o.C + ic * o.CRow + jc;
                    block.CRow = o.CRow;
                    bool first = pc == 0, last = pc + levels == o.K;
                    block.Add = first ? (o.Add == null ? null : o.Add + ic * o.AddRow + jc) : block.C;
                    block.AddRow = first ? o.AddRow : o.CRow;
                    block.Alpha = o.Alpha;
                    block.Floor = last ? o.Floor : Accumulation.Floor<T>(Activation.None);
                    // The smaller of the two kinds of panel stays in the first-level cache.
                    if (directA) block.RowsOuter();
                    else block.ColumnsOuter();
                    if (last && o.Activation == Activation.Gelu) ActivationPass.Gelu(block.C, rows, columns, o.CRow);
                }
            }
        }
    }

    private static nint RoundUp(nint value, nint step) => (value + step - 1) / step * step;
}
