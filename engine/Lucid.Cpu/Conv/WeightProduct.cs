using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The gradient with respect to the weights: output gradients (outputs x positions) times what each tap sees
/// (positions x taps), summed over the images. The positions are cut into slices by the shape alone, whose sums are added in
/// order, and the weights into cells for as many threads as there are: results do not depend on their number.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct WeightProduct<T>
    where T : unmanaged
{
    private const nint ChunkPositions = 256, MostSlices = 16, SliceElements = 1 << 21;

    public TapAxis Depth, Height, Width;
    public nint Images, Groups, Inputs, Outputs;

    /// <summary>Input, (Images, Groups * Inputs, *input extents).</summary>
    public T* X;

    /// <summary>Gradient of the output, (Images, Groups * Outputs, *output extents).</summary>
    public T* Gradient;

    /// <summary>Result, (Groups * Outputs, Inputs, *kernel extents).</summary>
    public T* Weights;

    private T* _sums;
    private nint _cellInputs, _cellOutputs, _inputCells, _outputCells, _chunkRows, _chunks, _slices;
    private bool _inPlace;

    /// <summary>Computes all weights' gradients.</summary>
    public void Run()
    {
        if (typeof(T) == typeof(float))
        {
            ref WeightProduct<float> figures = ref Unsafe.As<WeightProduct<T>, WeightProduct<float>>(ref this);
            if (WinogradWeights.Suits(in figures) && WinogradWeights.Run(in figures)) return;
        }
        nint taps = Depth.Count * Height.Count * Width.Count, size = Groups * Outputs * Inputs * taps;
        if (size == 0) return;
        _chunkRows = nint.Clamp(ChunkPositions / nint.Max(Width.Output, 1), 1, nint.Max(Height.Output, 1));
        _chunks = (Height.Output + _chunkRows - 1) / _chunkRows;
        _slices = nint.Clamp(nint.Min(Images * Depth.Output * _chunks / 4, SliceElements / size), 1, MostSlices);
        // One tap that stays on its position reads the input where it lies.
        _inPlace = Stays(in Depth) && Stays(in Height) && Stays(in Width);
        int threads = Team.IsInside ? 1 : Team.ThreadCount;
        nint wanted = (2 * threads + Groups * _slices - 1) / (Groups * _slices);
        // Cut by input channels first, since a cell's outputs share its packed panels; a cell fills two panels at least.
        nint fullPanels = (2 * TileShape<T>.Columns + taps - 1) / taps;
        _inputCells = threads == 1 ? 1 : nint.Clamp(nint.Min(wanted, Inputs / fullPanels), 1, Inputs);
        _cellInputs = (Inputs + _inputCells - 1) / _inputCells;
        _inputCells = (Inputs + _cellInputs - 1) / _cellInputs;
        nint outputTiles = (Outputs + TileShape<T>.Rows - 1) / TileShape<T>.Rows;
        _outputCells = threads == 1 ? 1 : nint.Clamp(wanted / _inputCells, 1, outputTiles);
        _cellOutputs = (outputTiles + _outputCells - 1) / _outputCells * TileShape<T>.Rows;
        _outputCells = (Outputs + _cellOutputs - 1) / _cellOutputs;
        using var sums = new Workspace((_slices - 1) * size * sizeof(T));
        _sums = (T*)sums.Pointer;
        fixed (WeightProduct<T>* pointer = &this)
        {
            Team.Run(_slices * Groups * _inputCells * _outputCells, 1, &Cells, pointer);
            if (_slices > 1) Team.Run(Groups * Outputs, nint.Max(1, 20_000 / (_slices * Inputs * taps)), &AddSlices, pointer);
        }
    }

    private static bool Stays(in TapAxis axis) => axis is { Count: 1, Least: 0, Span: 0, Stride: 1 } && axis.Input == axis.Output;

    private static void AddSlices(void* context, nint begin, nint end)
    {
        var product = (WeightProduct<T>*)context;
        nint row = product->Inputs * product->Depth.Count * product->Height.Count * product->Width.Count;
        for (nint slice = 1; slice < product->_slices; slice++)
            WinogradWeights.Accumulate(
                product->_sums + ((slice - 1) * product->Groups * product->Outputs + begin) * row, product->Weights + begin * row, (end - begin) * row, true);
    }

    private static void Cells(void* context, nint begin, nint end)
    {
        var product = (WeightProduct<T>*)context;
        nint taps = product->Depth.Count * product->Height.Count * product->Width.Count;
        using var padded = new PaddedRows<T>(in product->Depth, in product->Height, in product->Width, product->_cellInputs, product->_chunkRows);
        nint positions = product->_chunkRows * product->Width.Output, columns = product->_cellInputs * taps;
        using var table = new Workspace((positions + columns) * sizeof(nint));
        using var panel = new Workspace(positions * TileShape<T>.Columns * sizeof(T));
        nint* places = (nint*)table.Pointer;
        nint* lanes = places + positions;
        nint inPlane = product->Depth.Input * product->Height.Input * product->Width.Input;
        nint i = 0;
        for (nint row = 0; row < product->_chunkRows; row++)
            for (nint column = 0; column < product->Width.Output; column++, i++) places[i] = product->_inPlace ? i : padded.PositionOffset(row, column);
        if (!product->_inPlace) padded.Tabulate(product->_cellInputs, lanes);
        for (nint c = 0; c < product->_cellInputs && product->_inPlace; c++) lanes[c] = c * inPlane;
        for (nint cell = begin; cell < end; cell++) product->Cell(cell, in padded, places, lanes, (T*)panel.Pointer);
    }

    private readonly void Cell(nint cell, in PaddedRows<T> padded, nint* places, nint* lanes, T* panel)
    {
        nint taps = Depth.Count * Height.Count * Width.Count, levels = Inputs * taps;
        nint outputFrom = cell % _outputCells * _cellOutputs, rest = cell / _outputCells;
        nint inputFrom = rest % _inputCells * _cellInputs;
        rest /= _inputCells;
        nint group = rest % Groups, slice = rest / Groups;
        nint inputs = nint.Min(_cellInputs, Inputs - inputFrom), outputs = nint.Min(_cellOutputs, Outputs - outputFrom);
        nint inPlane = Depth.Input * Height.Input * Width.Input, outPlane = Depth.Output * Height.Output * Width.Output;
        T* target = (slice == 0 ? Weights : _sums + (slice - 1) * Groups * Outputs * levels) + (group * Outputs + outputFrom) * levels + inputFrom * taps;
        for (nint o = 0; o < outputs; o++) new Span<T>(target + o * levels, checked((int)(inputs * taps))).Clear();
        TileBlock<T> block = default;
        block.Rows = (int)outputs;
        block.ARow = outPlane;
        block.ACol = 1;
        block.APanel = TileShape<T>.Rows * outPlane;
        block.BPanels = panel;
        block.CRow = levels;
        block.AddRow = levels;
        block.Alpha = Accumulation.Scalar<T>(1);
        block.Floor = Accumulation.Floor<T>(Activation.None);
        nint units = Images * Depth.Output * _chunks;
        for (nint unit = units * slice / _slices; unit < units * (slice + 1) / _slices; unit++)
        {
            nint row = unit % _chunks * _chunkRows, plane = unit / _chunks % Depth.Output, image = unit / _chunks / Depth.Output;
            nint positions = nint.Min(_chunkRows, Height.Output - row) * Width.Output;
            if (positions == 0) continue;
            T* x = X + ((image * Groups + group) * Inputs + inputFrom) * inPlane, source = padded.Pointer;
            if (_inPlace) source = x + (plane * Height.Output + row) * Width.Output;
            else padded.Fill(x, inputs, plane, row);
            block.A = Gradient + ((image * Groups + group) * Outputs + outputFrom) * outPlane + (plane * Height.Output + row) * Width.Output;
            block.Levels = (int)positions;
            for (nint j = 0; j < inputs * taps; j += TileShape<T>.Columns)
            {
                block.Columns = (int)nint.Min(TileShape<T>.Columns, inputs * taps - j);
                Pack(source, lanes + j, block.Columns, places, (int)positions, panel);
                block.C = target + j;
                block.Add = block.C;
                block.ColumnsOuter();
            }
        }
    }

    /// <summary>panel[p * width + q] = source[lanes[q] + places[p]].</summary>
    private static void Pack(T* source, nint* lanes, int count, nint* places, int positions, T* panel)
    {
        int width = TileShape<T>.Columns;
        int q = 0;
        if (typeof(T) == typeof(float) && Avx.IsSupported)
            for (; q + 8 <= count; q += 8) PackEight((float*)source, lanes + q, places, positions, (float*)panel + q, width);
        for (; q < count; q++)
        {
            T* lane = source + lanes[q];
            T* target = panel + q;
            int p = 0;
            for (; p + 4 <= positions; p += 4, target += 4 * width)
            {
                target[0] = lane[places[p]];
                target[width] = lane[places[p + 1]];
                target[2 * width] = lane[places[p + 2]];
                target[3 * width] = lane[places[p + 3]];
            }
            for (; p < positions; p++, target += width) *target = lane[places[p]];
        }
        for (; q < width; q++)
            for (int p = 0; p < positions; p++) panel[p * width + q] = default;
    }

    private static void PackEight(float* source, nint* lanes, nint* places, int positions, float* panel, int width)
    {
        for (int p = 0; p < positions;)
        {
            float* s = source + places[p];
            if (p + 8 <= positions && places[p + 7] - places[p] == 7)
            {
                Packing.Square(
                    s + lanes[0], s + lanes[1], s + lanes[2], s + lanes[3], s + lanes[4], s + lanes[5], s + lanes[6], s + lanes[7], panel, width);
                p += 8;
                panel += 8 * width;
            }
            else
            {
                for (int q = 0; q < 8; q++) panel[q] = s[lanes[q]];
                p++;
                panel += width;
            }
        }
    }
}
