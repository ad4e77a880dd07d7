using System;
using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// Kernels of few taps at stride 1, float, with fewer products: tiles of 2 x 2 outputs of 3 x 3 taps by 16 in place of 36, of 2 x 2
/// taps by 9 in place of 16, and pairs of outputs of 5 taps by 6 in place of 10. Where a result is not finite the caller must
/// compute all of them another way, since the transforms spread such numbers over a tile.
/// </summary>
internal unsafe partial struct WinogradProduct
{
    private ImplicitProduct<float> _figures;

    // The other residue of the columns, and where its inputs begin, where two are computed together.
    private ImplicitProduct<float> _odd;
    private float* _oddPanels;
    private nint _evenColumn, _oddColumn;
    private WinogradForm _form;
    private float* _panels;
    private nint _tileRows, _tileColumns, _unitRows, _rowUnits, _unitColumns, _columnUnits, _rounded, _tiles, _unit;
    private int _panelOutputs, _spoilt;

    /// <summary>Computes all images if the kernel has a form that saves products; false otherwise, and when a result is not finite.</summary>
    public static bool Run(in ImplicitProduct<float> figures)
    {
        foreach (int taps in WinogradForm.All)
        {
            var form = new WinogradForm(taps);
            if (Suits(in figures, form)) return Run(in figures, form, null);
        }
        return false;
    }

    /// <summary>
    /// The same for the even and the odd columns of one result, whose lines are then written once; false also where only one of
    /// them has a form.
    /// </summary>
    public static bool Run(in ImplicitProduct<float> even, ImplicitProduct<float> odd)
    {
        foreach (int taps in WinogradForm.All)
        {
            var form = new WinogradForm(taps);
            if (Suits(in even, form) && Suits(in odd, form)) return Run(in even, form, &odd);
        }
        return false;
    }

    // Whether there are enough channels and positions for the transforms to pay; those of a line save less.
    private static bool Suits(in ImplicitProduct<float> product, WinogradForm form)
    {
        nint least = form.IsLine ? 32 : 24;
        return PositionPanel.TakesEverySecond && product.Groups == 1 && product.Activation != Activation.Gelu
            && product.Weights.Inputs >= least && product.Weights.Outputs >= least && product.Weights.Inputs + product.Weights.Outputs <= 640
            && product.Depth is { Count: 1, Span: 0, Least: 0, Input: 1, Output: 1, Full: 1 }
            && WinogradForm.Fits(in product.Height, form.IsLine ? 1 : form.Taps) && WinogradForm.Fits(in product.Width, form.Taps)
            && product.Height.Output * product.Width.Output >= 196;
    }

    private static bool Run(in ImplicitProduct<float> figures, WinogradForm form, ImplicitProduct<float>* odd)
    {
        var product = new WinogradProduct { _figures = figures, _form = form };
        int sides = odd == null ? 1 : 2;
        if (odd != null)
        {
            // One stretch of inputs serves both.
            TapAxis even = figures.Width, width = even;
            width.Least = nint.Min(even.Least, odd->Width.Least);
            width.Span = nint.Max(even.Least + even.Span, odd->Width.Least + odd->Width.Span) - width.Least;
            product._figures.Width = width;
            product._odd = *odd;
            product._evenColumn = even.Least - width.Least;
            product._oddColumn = odd->Width.Least - width.Least;
        }
        product._tileRows = (figures.Height.Output + form.Down - 1) / form.Down;
        product._tileColumns = (figures.Width.Output + 1) / 2;
        nint threads = Team.IsInside ? 1 : Team.ThreadCount, columns = TileShape<float>.Columns;
        nint most = nint.Clamp(WinogradForm.UnitTiles / product._tileColumns, 1, product._tileRows);
        product._unitRows = RowUnits.Rows(product._tileRows, most, figures.Images);
        product._rowUnits = (product._tileRows + product._unitRows - 1) / product._unitRows;
        // Long rows are cut, into whole tiles of the product, so that every thread has a piece.
        nint pieces = 1;
        if (product._unitRows == 1)
        {
            nint units = nint.Max(figures.Images * product._rowUnits, 1), wanted = nint.Min((threads + units - 1) / units, product._tileColumns / 64);
            pieces = nint.Max((product._tileColumns + WinogradForm.UnitTiles - 1) / WinogradForm.UnitTiles, wanted);
        }
        product._unitColumns = pieces <= 1 ? product._tileColumns : ((product._tileColumns + pieces - 1) / pieces + columns - 1) / columns * columns;
        product._columnUnits = (product._tileColumns + product._unitColumns - 1) / product._unitColumns;
        product._panelOutputs = TileShape<float>.Rows;
        nint bytes = product.PanelBytes();
        using var panels = new Workspace(sides * bytes);
        product._panels = (float*)panels.Pointer;
        WinogradProduct one = product;
        one._figures = figures;
        one.PackWeights();
        if (odd != null)
        {
            one._figures = *odd;
            one._panels = product._oddPanels = (float*)((byte*)panels.Pointer + bytes);
            one.PackWeights();
        }
        Team.Run(figures.Images * product._rowUnits * product._columnUnits, 1, &Units, &product);
        return product._spoilt == 0;
    }

    // Sets the outputs of all panels, too.
    private nint PanelBytes()
    {
        _rounded = (_figures.Weights.Outputs + _panelOutputs - 1) / _panelOutputs * _panelOutputs;
        return _form.Products * _rounded * _figures.Weights.Inputs * sizeof(float);
    }

    private void PackWeights()
    {
        fixed (WinogradProduct* pointer = &this)
            Team.Run(_rounded / _panelOutputs, nint.Max(1, 12_000 / (_figures.Weights.Inputs * _panelOutputs)), &TransformWeights, pointer);
    }

    // The taps of one output, every tap's inputs side by side, by its place within the window: the axes may run backwards.
    private readonly void SortTaps(nint output, float* target, nint pitch)
    {
        float* row = _figures.Weights.Row(0, output);
        for (int tap = 0; tap < _figures.Weights.TapCount; tap++)
        {
            nint place = (_figures.Height.Offsets[tap / _form.Taps] - _figures.Height.Least) * _form.Taps
                + _figures.Width.Offsets[tap % _form.Taps] - _figures.Width.Least;
            float* source = row + _figures.Weights.Taps[tap];
            for (nint c = 0; c < _figures.Weights.Inputs; c++) target[place * pitch + c] = source[c * _figures.Weights.InputStride];
        }
    }

    private static void TransformWeights(void* context, nint begin, nint end)
    {
        var product = (WinogradProduct*)context;
        nint inputs = product->_figures.Weights.Inputs, outputs = product->_figures.Weights.Outputs, pitch = inputs + Vector<float>.Count;
        int tileRows = product->_panelOutputs, depth = BlockedProduct<float, float>.BlockDepth(inputs);
        int all = (int)product->_figures.Weights.TapCount, products = product->_form.Products;
        using var plain = new Workspace((all + products * tileRows) * pitch * sizeof(float));
        float* taps = (float*)plain.Pointer, lines = taps + all * pitch;
        for (nint tile = begin; tile < end; tile++)
        {
            nint first = tile * tileRows, rows = nint.Min(tileRows, outputs - first);
            for (nint r = 0; r < rows; r++)
            {
                product->SortTaps(first + r, taps, pitch);
                for (int k = 0; k < products; k++)
                    for (nint x = 0; x < inputs; x += Vector<float>.Count)
                    {
                        Vector<float> sum = Vector<float>.Zero;
                        for (int tap = 0; tap < all; tap++)
                        {
                            float factor = product->_form.Factor(k, tap);
                            if (factor != 0) sum += Vector.Create(factor) * Vector.Load(taps + tap * pitch + x);
                        }
                        Vector.Store(sum, lines + (k * tileRows + r) * pitch + x);
                    }
            }
            for (int k = 0; k < products; k++)
                for (nint pc = 0; pc < inputs; pc += depth)
                {
                    int some = (int)nint.Min(depth, inputs - pc);
                    Packing.Pack(
                        lines + k * tileRows * pitch + pc, pitch, 1, (int)rows, some,
                        product->_panels + k * product->_rounded * inputs + pc * product->_rounded + first * some, tileRows);
                }
        }
    }

    private static void Units(void* context, nint begin, nint end)
    {
        var product = (WinogradProduct*)context;
        ref ImplicitProduct<float> figures = ref product->_figures;
        TapAxis width = figures.Width;
        width.Output = 2 * product->_unitColumns;
        nint rows = product->_form.Down * product->_unitRows;
        using var padded = new PaddedRows<float>(in figures.Depth, in figures.Height, in width, figures.Weights.Inputs, rows);
        int columns = TileShape<float>.Columns, products = product->_form.Products;
        // Whole vectors of tiles may run past the last one.
        nint pitch = (product->_unitRows * product->_unitColumns + columns - 1) / columns * columns + columns;
        using var seen = new Workspace(products * WinogradForm.Plane(figures.Weights.Inputs, pitch) * sizeof(float));
        int sides = product->_oddPanels == null ? 1 : 2;
        using var found = new Workspace(sides * products * WinogradForm.Plane(figures.Weights.Outputs, pitch) * sizeof(float));
        using var lines = new Workspace(2 * sides * (2 * product->_unitColumns + 2 * columns) * sizeof(float));
        for (nint unit = begin; unit < end; unit++)
            product->Unit(unit, in padded, (float*)seen.Pointer, (float*)found.Pointer, pitch, (float*)lines.Pointer);
    }

    private void Unit(nint unit, in PaddedRows<float> padded, float* seen, float* found, nint pitch, float* lines)
    {
        nint left = unit % _columnUnits * _unitColumns, columns = nint.Min(_unitColumns, _tileColumns - left);
        unit /= _columnUnits;
        nint image = unit / _rowUnits, row = unit % _rowUnits * _unitRows, rows = nint.Min(_unitRows, _tileRows - row);
        nint inputs = _figures.Weights.Inputs, outputs = _figures.Weights.Outputs;
        nint foundPlane = WinogradForm.Plane(outputs, pitch);
        padded.Fill(
            _figures.X + image * inputs * _figures.Height.Input * _figures.Width.Input, inputs, 0, _form.Down * row, 0, 2 * left, _columnUnits > 1);
        nint side = _form.Products * foundPlane;
        bool pair = _oddPanels != null;
        Products(in padded, padded.Pointer + _evenColumn, _panels, seen, found, pitch, rows, columns);
        if (pair) Products(in padded, padded.Pointer + _oddColumn, _oddPanels, seen, found + side, pitch, rows, columns);
        nint line = 2 * _unitColumns + 2 * TileShape<float>.Columns, area = _figures.Height.Full * _figures.Width.Full;
        nint across = _figures.Width.Step, kept = nint.Min(2 * columns, _figures.Width.Output - 2 * left);
        Vector<float> spoilt = Vector<float>.Zero, floor = Vector.Create(Accumulation.Floor<float>(_figures.Activation));
        for (nint o = 0; o < outputs; o++)
        {
            Vector<float> bias = _figures.Weights.Bias == null ? Vector<float>.Zero : Vector.Create(_figures.Weights.Bias[o]);
            float* y = _figures.Y + (image * outputs + o) * area + _figures.Width.Start + 2 * left * across;
            for (nint r = 0; r < rows; r++)
            {
                float* source = found + o * pitch + r * columns, odd = lines + 2 * line;
                _form.TransformOutput(source, foundPlane, columns, bias, floor, lines, lines + line, ref spoilt);
                if (pair) _form.TransformOutput(source + side, foundPlane, columns, bias, floor, odd, odd + line, ref spoilt);
                for (nint i = 0, at = _form.Down * (row + r); i < _form.Down && at < _figures.Height.Output; i++, at++)
                {
                    float* target = y + (_figures.Height.Start + at * _figures.Height.Step) * _figures.Width.Full;
                    if (pair) Weave(lines + i * line, odd + i * line, target, kept, nint.Min(2 * columns, _odd.Width.Output - 2 * left));
                    else PaddedRows<float>.Spread(lines + i * line, target, kept, across);
                }
            }
        }
        if (!Vector.EqualsAll(spoilt, Vector<float>.Zero)) _spoilt = 1;
    }

    // Even and odd elements in turn; there may be one more even one.
    private static void Weave(float* even, float* odd, float* target, nint evens, nint odds)
    {
        nint lanes = Vector<float>.Count;
        if (odds < lanes)
            for (nint x = 0; x < odds; x++) (target[2 * x], target[2 * x + 1]) = (even[x], odd[x]);
        else
            for (nint turn = 0; turn < odds; turn += lanes)
            {
                // The last vectors overlap those before them.
                nint x = nint.Min(turn, odds - lanes);
                PositionPanel.Interleave(Vector.Load(even + x), Vector.Load(odd + x), target + 2 * x);
            }
        if (evens > odds) target[2 * odds] = even[odds];
    }

    private readonly void Products(
        in PaddedRows<float> padded, float* source, float* panels, float* seen, float* found, nint pitch, nint rows, nint columns)
    {
        nint inputs = _figures.Weights.Inputs, outputs = _figures.Weights.Outputs, tiles = rows * columns;
        for (nint c = 0; c < inputs; c++)
            _form.TransformInput(
                source + c * padded.Rows * padded.Columns, padded.Columns, seen + c * pitch, WinogradForm.Plane(inputs, pitch), rows, columns);
        Multiply(panels, seen, found, pitch, (int)tiles);
        // The lanes past the last tile must not look like results that are not finite.
        for (int k = 0; k < _form.Products; k++)
            for (nint o = 0; o < outputs; o++) Vector.Store(Vector<float>.Zero, found + k * WinogradForm.Plane(outputs, pitch) + o * pitch + tiles);
    }

    private readonly void Multiply(float* panels, float* seen, float* found, nint pitch, int tiles)
    {
        nint inputs = _figures.Weights.Inputs;
        int depth = BlockedProduct<float, float>.BlockDepth(inputs), columns = TileShape<float>.Columns;
        TileBlock<float> block = default;
        block.Rows = (int)_figures.Weights.Outputs;
        block.Columns = tiles;
        block.InPlace = (tiles + columns - 1) / columns * columns;
        block.ARow = 1;
        block.ACol = TileShape<float>.Rows;
        block.BRow = pitch;
        block.CRow = pitch;
        block.AddRow = pitch;
        block.Alpha = 1;
        block.Floor = Accumulation.Floor<float>(Activation.None);
        for (int k = 0; k < _form.Products; k++)
            for (nint pc = 0; pc < inputs; pc += depth)
            {
                block.Levels = (int)nint.Min(depth, inputs - pc);
                block.A = panels + k * _rounded * inputs + pc * _rounded;
                block.APanel = (nint)TileShape<float>.Rows * block.Levels;
                block.B = seen + k * WinogradForm.Plane(inputs, pitch) + pc * pitch;
                block.C = found + k * WinogradForm.Plane(_figures.Weights.Outputs, pitch);
                block.Add = pc == 0 ? null : block.C;
                block.ColumnsOuter();
            }
    }
}
