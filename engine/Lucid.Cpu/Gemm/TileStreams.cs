using System;

namespace Lucid.Cpu.Gemm;

/// <summary>
/// What a block's tiles fetch into the second-level cache while they multiply, one place at every level: the next rows of A
/// or a part of the A to come, the next rows of C, which will be stored, and a part of the product to come. Each tile follows one of the three.
/// </summary>
/// <typeparam name="T">Accumulation type.</typeparam>
internal unsafe struct TileStreams<T>
    where T : unmanaged
{
    private readonly int _aTiles, _cTiles;
    private readonly nint _aStep, _cStep, _nextStep, _aPanel, _cPanel, _nextPanel, _levels;
    private readonly byte* _near;
    private readonly int _across, _lines;
    private byte* _a, _c, _next;
    private int _line;

    /// <summary>Shares the tiles of a row of tiles among the streams by their bytes.</summary>
    public TileStreams(in TileBlock<T> block)
    {
        int across = (block.Columns - 1) / TileShape<T>.Columns + 1, rows = TileShape<T>.Rows;
        _levels = block.Levels;
        _near = (byte*)block.A;
        if (typeof(T) == typeof(float) && block.NextRow != 0)
        {
            _next = block.Next;
            _nextStep = block.NextRow;
            _across = across;
            _lines = (block.Columns * sizeof(T) + 63) / 64;
            _line = -across;
            return;
        }
        // Fetched are rows without gaps only, and only where the block is larger than the first-level cache.
        if (block.NextBytes == 0 && ((nint)block.Rows * (block.Columns + _levels) + block.Columns * _levels) * sizeof(T) <= 49152) return;
        bool both = block.NextA != null;
        _aPanel = both ? block.NextABytes * rows / nint.Max(block.Rows, rows) : block.APanel == rows * _levels ? rows * _levels * sizeof(T) : 0;
        _cPanel = block.CRow == block.Columns && !both ? (nint)rows * block.Columns * sizeof(T) : 0;
        _nextPanel = block.NextBytes * rows / nint.Max(block.Rows, rows);
        double share = across / (double)nint.Max(_aPanel + _cPanel + _nextPanel, 1);
        _aTiles = _aPanel == 0 ? 0 : Math.Clamp((int)Math.Round(share * _aPanel), 1, across);
        _cTiles = _cPanel == 0 ? 0 : Math.Clamp((int)Math.Round(share * _cPanel), Math.Min(1, across - _aTiles), across - _aTiles);
        _aStep = _aPanel / nint.Max(_aTiles * _levels, 1);
        _cStep = _cPanel / nint.Max(_cTiles * _levels, 1);
        _nextStep = _nextPanel / nint.Max((across - _aTiles - _cTiles) * _levels, 1);
        _a = both ? block.NextA - _aPanel : (byte*)block.A;
        _c = (byte*)block.C;
        _next = block.Next;
    }

    /// <summary>Goes on to the next row of tiles.</summary>
    public void Advance()
    {
        _a += _aPanel;
        _c += _cPanel;
        _next += _nextPanel;
        _line += _across;
    }

    /// <summary>What the tile of this number in its row fetches.</summary>
    public readonly void Set(TileTask<T>* task, int tile)
    {
        if (typeof(T) == typeof(float) && _line + tile < _lines)
        {
            // Down a wide matrix, one line of the cache after the other.
            task->Next = _next + (_line + tile) * 64;
            task->NextStep = _nextStep;
        }
        else if (tile < _aTiles)
        {
            task->Next = _a + tile * _levels * _aStep;
            task->NextStep = _aStep;
        }
        else if (tile < _aTiles + _cTiles)
        {
            task->Next = _c + (tile - _aTiles) * _levels * _cStep;
            task->NextStep = _cStep;
        }
        else if (_nextPanel > 0)
        {
            task->Next = _next + (tile - _aTiles - _cTiles) * _levels * _nextStep;
            task->NextStep = _nextStep;
        }
        else
        {
            task->Next = _near;
            task->NextStep = 0;
        }
    }
}
