using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lucid.Cpu.Gemm;

/// <summary>A block of a product that is small enough for the caches, cut into register tiles.</summary>
/// <typeparam name="T">Accumulation type.</typeparam>
internal unsafe struct TileBlock<T>
    where T : unmanaged
{
    /// <summary>Extents of the block; Levels is its depth.</summary>
    public int Rows, Columns, Levels;

    /// <summary>Columns of B, a multiple of the tile's, that are read in place from <see cref="B"/>; the others are packed.</summary>
    public int InPlace;

    /// <summary>Whether the last columns may be computed as whole vectors over those before, all read in place.</summary>
    public bool Overlap;

    /// <summary>A with its strides, and the distance from one tile's rows to the next.</summary>
    public T* A;
    public nint ARow, ACol, APanel;
    public T* B;
    public nint BRow;
    public T* BPanels;
    public T* C;
    public nint CRow;
    public T* Add;
    public nint AddRow;
    public T Alpha, Floor;

    /// <summary>What will be needed after this block, to be fetched into the second-level cache meanwhile; may be null.</summary>
    public byte* Next;
    public nint NextBytes;

    /// <summary>The A that belongs to it; may be null.</summary>
    public byte* NextA;
    public nint NextABytes;

    /// <summary>Bytes from a row of the block to come to the next, where it lies in a wide matrix; as many rows and columns as B has here.</summary>
    public nint NextRow;

    private const int ScratchElements = 12 * 2 * 16;

    /// <summary>Panels of A outside: each stays in the first-level cache while B's go by.</summary>
    [SkipLocalsInit]
    public readonly void RowsOuter()
    {
        T* scratch = stackalloc T[ScratchElements];
        TileTask<T> task = Prepare();
        var streams = new TileStreams<T>(in this);
        for (int i = 0, rows; i < Rows; i += rows)
        {
            rows = Height(i);
            streams.Advance();
            for (int j = 0, tile = 0; j < Columns; j += TileShape<T>.Columns, tile++)
            {
                streams.Set(&task, tile);
                Tile(&task, i, rows, j, scratch);
            }
        }
    }

    /// <summary>Panels of B outside: each stays in the first-level cache while A's go by.</summary>
    [SkipLocalsInit]
    public readonly void ColumnsOuter()
    {
        T* scratch = stackalloc T[ScratchElements];
        TileTask<T> task = Prepare();
        for (int j = 0; j < Columns; j += TileShape<T>.Columns)
            for (int i = 0, rows; i < Rows; i += rows)
            {
                rows = Height(i);
                Tile(&task, i, rows, j, scratch);
            }
    }

    /// <summary>Rows of the tile at row i: the last two share what is left where A is no row of panels, for low tiles are slow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Height(int i)
    {
        int most = TileShape<T>.Rows, left = Rows - i;
        if (left <= most) return left;
        return left >= 2 * most || APanel != most * ARow ? most : (left + 1) / 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly TileTask<T> Prepare() => new()
    {
        Depth = Levels,
        Next = (byte*)A,
        ARow = ARow,
        ACol = ACol,
        CRow = CRow,
        AddRow = AddRow,
        Alpha = Alpha,
        Floor = Floor,
        Plain = Vector.EqualsAll(Vector.Create(Alpha), Vector<T>.One)
            && Vector.EqualsAll(Vector.Create(Floor), Vector.Create(Accumulation.Floor<T>(Activation.None))),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Tile(TileTask<T>* task, int i, int rows, int j, T* scratch)
    {
        int tileColumns = TileShape<T>.Columns, lanes = TileShape<T>.Lanes;
        int columns = Math.Min(tileColumns, Columns - j);
        if (Overlap && columns < tileColumns)
        {
            bool narrow = Columns < tileColumns;
            if (narrow && columns > lanes) Whole(task, i, rows, 0, lanes);
            columns = columns > lanes && !narrow ? tileColumns : lanes;
            j = Columns - columns;
        }
        if (columns == tileColumns || columns == lanes)
        {
            Whole(task, i, rows, j, columns);
            return;
        }
        Place(task, i, j);
        T* c = task->C, add = task->Add;
        task->C = scratch;
        task->CRow = tileColumns;
        task->Add = null;
        task->Floor = Accumulation.Floor<T>(Activation.None);
        TileDispatch.Run(task, rows, columns > lanes);
        PartialTile.Store(scratch, tileColumns, c, CRow, add, AddRow, Floor, rows, columns);
        task->CRow = CRow;
        task->Floor = Floor;
    }

    /// <summary>A tile of one or two whole vectors.</summary>
    private readonly void Whole(TileTask<T>* task, int i, int rows, int j, int columns)
    {
        Place(task, i, j);
        TileDispatch.Run(task, rows, columns == TileShape<T>.Columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Place(TileTask<T>* task, int i, int j)
    {
        int tileRows = TileShape<T>.Rows;
        task->A = A + i / tileRows * APanel + i % tileRows * ARow;
        bool inPlace = j < InPlace;
        task->B = inPlace ? B + j : BPanels + (nint)(j - InPlace) * Levels;
        task->BRow = inPlace ? BRow : TileShape<T>.Columns;
        task->C = C + i * CRow + j;
        task->Add = Add == null ? null : Add + i * AddRow + j;
    }
}
