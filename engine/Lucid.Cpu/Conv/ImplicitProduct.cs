using System;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// Convolution as a matrix product whose second factor is never stored: weights (outputs x taps) times the inputs that
/// each output position sees, packed panel by panel on the way into the register-tile kernel.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct ImplicitProduct<T>
    where T : unmanaged
{
    // Output positions of a unit of work: rows of one output plane.
    private const nint UnitPositions = 512;

    public TapAxis Depth, Height, Width;
    public nint Images, Groups;

    /// <summary>Input, (Images, Groups * Inputs, *input extents).</summary>
    public T* X;

    /// <summary>Result, (Images, Groups * Outputs, *full extents).</summary>
    public T* Y;

    public WeightRows<T> Weights;
    public Activation Activation;

    private T* _panels;
    private nint _unitRows, _rowUnits, _unitImages, _imageUnits, _unitOutputs, _outputUnits, _levels;

    private readonly nint Inputs => Weights.Inputs;

    private readonly nint Outputs => Weights.Outputs;

    private readonly bool HasBias => Weights.Bias != null;

    /// <summary>Computes all images.</summary>
    public void Run()
    {
        if (typeof(T) == typeof(float))
        {
            ref ImplicitProduct<float> figures = ref Unsafe.As<ImplicitProduct<T>, ImplicitProduct<float>>(ref this);
            if (WinogradProduct.Run(in figures)) return;
        }
        _levels = Weights.Levels;
        nint most = nint.Clamp(UnitPositions / nint.Max(Width.Output, 1), 1, nint.Max(Height.Output, 1));
        nint planes = Images * Groups * Depth.Output, threads = Team.IsInside ? 1 : Team.ThreadCount;
        // Threads without a unit of their own share one's outputs, some tiles each, and pack its panels again.
        nint shares = nint.Max(Outputs / (4 * TileShape<T>.Rows), 1);
        _unitRows = RowUnits.Rows(Height.Output, most, planes * shares);
        _rowUnits = (Height.Output + _unitRows - 1) / _unitRows;
        // Several images to a unit where one has too few positions to fill the tiles, as long as every thread has a unit.
        nint plane = nint.Max(Height.Output * Width.Output, 1);
        _unitImages = _rowUnits > 1 || plane >= UnitPositions / 2 ? 1
            : nint.Clamp(nint.Min(UnitPositions / plane, planes * shares / threads), 1, nint.Max(Images, 1));
        _imageUnits = (Images + _unitImages - 1) / _unitImages;
        nint units = _imageUnits * Groups * Depth.Output * _rowUnits;
        if (units == 0 || Outputs == 0 || Width.Output == 0) return;
        using var panels = new Workspace(Groups * Weights.GroupPanels * sizeof(T));
        _panels = (T*)panels.Pointer;
        Weights.Pack(Groups, _panels);
        nint wanted = units >= 2 * threads || threads == 1 ? 1 : nint.Min((2 * threads + units - 1) / units, shares), tileRows = TileShape<T>.Rows;
        nint tiles = (Outputs + tileRows - 1) / tileRows;
        _unitOutputs = (tiles + wanted - 1) / wanted * tileRows;
        _outputUnits = (Outputs + _unitOutputs - 1) / _unitOutputs;
        units *= _outputUnits;
        fixed (ImplicitProduct<T>* pointer = &this) Team.Run(units, 1, &Units, pointer);
    }

    private static void Units(void* context, nint begin, nint end)
    {
        var product = (ImplicitProduct<T>*)context;
        nint rows = product->_unitRows;
        using var padded = new PaddedRows<T>(in product->Depth, in product->Height, in product->Width, product->Inputs, rows, product->_unitImages);
        nint positions = product->_unitImages * rows * product->Width.Output;
        using var table = new Workspace((product->_levels + positions + 2 * TileShape<T>.Columns) * sizeof(nint));
        nint* levels = (nint*)table.Pointer;
        nint* places = levels + product->_levels;
        product->Tabulate(in padded, levels, places);
        int depth = BlockedProduct<T, T>.BlockDepth(product->_levels);
        bool inPlace = product->Height.Step == 1 && product->Width.Step == 1 && product->_unitImages == 1;
        using var panel = new Workspace((nint)depth * TileShape<T>.Columns * sizeof(T));
        using var scratch = new Workspace(inPlace ? 0 : product->_unitOutputs * positions * sizeof(T));
        for (nint unit = begin; unit < end; unit++)
            product->Unit(unit, in padded, levels, places, depth, (T*)panel.Pointer, (T*)scratch.Pointer);
    }

    /// <summary>Where every level and every position of a unit lies in the padded rows.</summary>
    private readonly void Tabulate(in PaddedRows<T> padded, nint* levels, nint* places)
    {
        levels = padded.Tabulate(Inputs, levels);
        if (HasBias) *levels = 0;
        for (nint image = 0; image < _unitImages; image++)
            for (nint row = 0; row < _unitRows; row++)
                for (nint column = 0; column < Width.Output; column++)
                    *places++ = image * padded.ImageElements + padded.PositionOffset(row, column);
        // Lanes past the last position read on from it, within the padded rows' slack.
        for (int i = 0; i < 2 * TileShape<T>.Columns; i++, places++) *places = places[-1] + 1;
    }

    private readonly void Unit(nint unit, in PaddedRows<T> padded, nint* levels, nint* places, int depth, T* panel, T* scratch)
    {
        nint firstOutput = unit % _outputUnits * _unitOutputs, outputs = nint.Min(_unitOutputs, Outputs - firstOutput);
        unit /= _outputUnits;
        nint rowUnit = unit % _rowUnits, rest = unit / _rowUnits;
        nint plane = rest % Depth.Output;
        rest /= Depth.Output;
        nint group = rest % Groups, image = rest / Groups * _unitImages, images = nint.Min(_unitImages, Images - image);
        nint row = rowUnit * _unitRows, rows = nint.Min(_unitRows, Height.Output - row);
        nint positions = images * rows * Width.Output;
        for (nint i = 0; i < images; i++)
            padded.Fill(
                X + ((image + i) * Groups + group) * Inputs * Depth.Input * Height.Input * Width.Input, Inputs, plane, row, i);

        nint full = Depth.Full * Height.Full * Width.Full;
        T* y = Y + ((image * Groups + group) * Outputs + firstOutput) * full + (Depth.Start + plane * Depth.Step) * Height.Full * Width.Full;
        T* c = scratch != null ? scratch : y + row * Width.Full;
        nint cRow = scratch != null ? positions : full;
        for (nint o = 0; o < outputs && _levels == 0; o++) new Span<T>(c + o * cRow, checked((int)positions)).Clear();
        if (_levels > 0) Multiply(group, firstOutput, outputs, padded.Pointer, levels, places, positions, depth, panel, c, cRow);
        if (Activation == Activation.Gelu) ActivationPass.Gelu(c, outputs, positions, cRow);
        for (nint i = 0; i < images && scratch != null; i++)
            Scatter(scratch + i * rows * Width.Output, positions, outputs, y + i * Groups * Outputs * full, full, row, rows);
    }

    private readonly void Multiply(
        nint group, nint firstOutput, nint outputs, T* source, nint* levels, nint* places, nint positions, int depth, T* panel, T* c, nint cRow)
    {
        int tileRows = TileShape<T>.Rows, tileColumns = TileShape<T>.Columns;
        nint rounded = (Outputs + tileRows - 1) / tileRows * tileRows;
        T* weights = _panels + group * rounded * _levels;
        T none = Accumulation.Floor<T>(Activation.None);
        for (nint pc = 0; pc < _levels; pc += depth)
        {
            int count = (int)nint.Min(depth, _levels - pc);
            bool last = pc + count == _levels;
            TileBlock<T> block = default;
            block.Rows = (int)outputs;
            block.Levels = count;
            block.A = weights + pc * rounded + firstOutput * count;
            block.ARow = 1;
            block.ACol = tileRows;
            block.APanel = (nint)tileRows * count;
            block.BPanels = panel;
            block.CRow = cRow;
            block.AddRow = cRow;
            block.Alpha = Accumulation.Scalar<T>(1);
            block.Floor = last ? Accumulation.Floor<T>(Activation) : none;
            for (nint j = 0; j < positions; j += tileColumns)
            {
                PositionPanel.Pack(source, levels + pc, count, places + j, panel, tileColumns);
                if (last && HasBias) new Span<T>(panel + (nint)(count - 1) * tileColumns, tileColumns).Fill(Accumulation.Scalar<T>(1));
                block.Columns = (int)nint.Min(tileColumns, positions - j);
                block.C = c + j;
                block.Add = pc == 0 ? null : block.C;
                block.ColumnsOuter();
            }
        }
    }

    /// <summary>Writes one image's rows to their places Start + i * Step.</summary>
    private readonly void Scatter(T* scratch, nint scratchRow, nint outputs, T* y, nint full, nint row, nint rows)
    {
        for (nint o = 0; o < outputs; o++, y += full, scratch += scratchRow)
        {
            T* source = scratch;
            for (nint r = 0; r < rows; r++)
            {
                T* target = y + (Height.Start + (row + r) * Height.Step) * Width.Full + Width.Start;
                PaddedRows<T>.Spread(source, target, Width.Output, Width.Step);
                source += Width.Output;
            }
        }
    }
}
