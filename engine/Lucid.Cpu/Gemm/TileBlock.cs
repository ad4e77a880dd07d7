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

    /// <summary>Whether the last columns may be computed as a full tile over those before, all read in place.</summary>
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
        int tileRows = TileShape<T>.Rows, tileColumns = TileShape<T>.Columns, lanes = TileShape<T>.Lanes;
        int columns = Math.Min(tileColumns, Columns - j);
        if (Overlap && columns < tileColumns)
        {
            columns = columns > lanes ? tileColumns : lanes;
            j = Columns - columns;
        }
        task->A = A + i / tileRows * APanel + i % tileRows * ARow;
        if (j < InPlace)
        {
            task->B = B + j;
            task->BRow = BRow;
        }
        else
        {
            task->B = BPanels + (nint)(j - InPlace) * Levels;
            task->BRow = tileColumns;
        }
        T* c = C + i * CRow + j;
        T* add = Add == null ? null : Add + i * AddRow + j;
        if (columns == tileColumns || columns == lanes)
        {
            task->C = c;
            task->Add = add;
            TileDispatch.Run(task, rows, columns == tileColumns);
            return;
        }
        task->C = scratch;
        task->CRow = tileColumns;
        task->Add = null;
        task->Floor = Accumulation.Floor<T>(Activation.None);
        TileDispatch.Run(task, rows, columns > lanes);
        PartialTile.Store(scratch, tileColumns, c, CRow, add, AddRow, Floor, rows, columns);
        task->CRow = CRow;
        task->Floor = Floor;
    }
}
