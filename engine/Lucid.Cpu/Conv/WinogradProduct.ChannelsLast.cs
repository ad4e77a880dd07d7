using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// Operands whose channels lie innermost: the transforms take vectors of channels, tiles are the rows of the products, and a unit of
/// work is any stretch of tiles.
/// </summary>
internal unsafe partial struct WinogradProduct
{
    /// <summary>Whether <see cref="RunChannelsLast"/> takes the shape: 3 x 3 taps at stride 1, a vector of channels at least.</summary>
    public static bool SuitsChannelsLast(in ConvolutionShape shape) =>
        shape.Groups == 1 && shape.Kernel is var kernel && kernel[0] == 1 && kernel[1] == 3 && kernel[2] == 3 && shape.Stride.Volume == 1
        && shape.Dilation.Volume == 1 && shape.Padding[0] == 0 && shape.Input[0] == 1 && shape.Output[0] == 1
        && nint.Min(shape.InChannels, shape.OutChannels) >= 24 && shape.InChannels + shape.OutChannels <= 640 && shape.Output.Volume >= 64;

    /// <summary>Computes all images, x and y with their channels innermost; false when a result is not finite.</summary>
    public static bool RunChannelsLast(in ImplicitProduct<float> figures)
    {
        var product = new WinogradProduct { _figures = figures, _form = new WinogradForm(3), _panelOutputs = TileShape<float>.Columns };
        product._tileRows = (figures.Height.Output + 1) / 2;
        product._tileColumns = (figures.Width.Output + 1) / 2;
        product._tiles = figures.Images * product._tileRows * product._tileColumns;
        if (product._tiles == 0) return true;
        nint threads = Team.IsInside ? 1 : Team.ThreadCount, rows = TileShape<float>.Rows;
        // As many units for every thread, of whole tiles of the product.
        nint turns = (product._tiles + threads * WinogradForm.UnitTiles - 1) / (threads * WinogradForm.UnitTiles);
        product._unit = (product._tiles + threads * turns * rows - 1) / (threads * turns * rows) * rows;
        using var panels = new Workspace(product.PanelBytes());
        product._panels = (float*)panels.Pointer;
        product.PackWeights();
        Team.Run((product._tiles + product._unit - 1) / product._unit, 1, &UnitsOfTiles, &product);
        return product._spoilt == 0;
    }

    private static void UnitsOfTiles(void* context, nint begin, nint end)
    {
        var product = (WinogradProduct*)context;
        nint inputs = product->_figures.Weights.Inputs, outputs = product->_figures.Weights.Outputs;
        nint seenRow = Pitch(inputs), foundRow = Pitch(outputs);
        nint seenPlane = WinogradForm.Plane(product->_unit, seenRow), foundPlane = WinogradForm.Plane(product->_unit, foundRow);
        using var workspace = new Workspace((16 * (seenPlane + foundPlane) + 16 * inputs) * sizeof(float));
        float* seen = (float*)workspace.Pointer, found = seen + 16 * seenPlane, patch = found + 16 * foundPlane;
        TapAxis height = product->_figures.Height, width = product->_figures.Width;
        for (nint unit = begin; unit < end; unit++)
        {
            nint first = unit * product->_unit, count = nint.Min(product->_unit, product->_tiles - first);
            for (nint t = 0; t < count; t++)
            {
                product->Place(first + t, out nint image, out nint row, out nint column);
                row += height.Least;
                column += width.Least;
                float* source = product->_figures.X + image * height.Input * width.Input * inputs;
                nint pitch = width.Input * inputs;
                if (row >= 0 && column >= 0 && row + 4 <= height.Input && column + 4 <= width.Input)
                {
                    source += row * pitch + column * inputs;
                }
                else
                {
                    CopyPatch(source, in height, in width, inputs, row, column, patch);
                    source = patch;
                    pitch = 4 * inputs;
                }
                TransformTile(source, pitch, inputs, seen + t * seenRow, seenPlane);
            }
            product->MultiplyTiles(seen, seenRow, seenPlane, found, foundRow, foundPlane, (int)count);
            for (nint t = 0; t < count; t++)
            {
                product->Place(first + t, out nint image, out nint row, out nint column);
                product->StoreTile(found + t * foundRow, foundPlane, image, row, column);
            }
        }
    }

    // Rows of a product a multiple of 1024 bytes apart would share few of the cache's sets.
    private static nint Pitch(nint channels)
    {
        int lanes = Vector<float>.Count;
        nint whole = (channels + lanes - 1) / lanes * lanes;
        return whole % 256 == 0 ? whole + 16 : whole;
    }

    // The first output position of a tile.
    private readonly void Place(nint tile, out nint image, out nint row, out nint column)
    {
        (nint line, column) = nint.DivRem(tile, _tileColumns);
        (image, row) = nint.DivRem(line, _tileRows);
        row *= 2;
        column *= 2;
    }

    private static void CopyPatch(float* image, in TapAxis height, in TapAxis width, nint channels, nint row, nint column, float* patch)
    {
        for (nint r = row; r < row + 4; r++)
            for (nint c = column; c < column + 4; c++, patch += channels)
                if (r >= 0 && r < height.Input && c >= 0 && c < width.Input) PaddedRows<float>.Copy(image + (r * width.Input + c) * channels, patch, channels);
                else new Span<float>(patch, (int)channels).Clear();
    }

    // B' d B of one tile; the last vector overlaps the one before it.
    private static void TransformTile(float* source, nint pitch, nint channels, float* target, nint plane)
    {
        nint lanes = Vector<float>.Count;
        for (nint c = 0; c < channels; c += lanes)
        {
            nint at = nint.Min(c, channels - lanes);
            float* from = source + at, to = target + at;
            Across(from, channels, out Vector<float> a0, out Vector<float> a1, out Vector<float> a2, out Vector<float> a3);
            Across(from + pitch, channels, out Vector<float> b0, out Vector<float> b1, out Vector<float> b2, out Vector<float> b3);
            Across(from + 2 * pitch, channels, out Vector<float> c0, out Vector<float> c1, out Vector<float> c2, out Vector<float> c3);
            Across(from + 3 * pitch, channels, out Vector<float> d0, out Vector<float> d1, out Vector<float> d2, out Vector<float> d3);
            WinogradForm.Store(to, plane, a0 - c0, a1 - c1, a2 - c2, a3 - c3);
            WinogradForm.Store(to + 4 * plane, plane, b0 + c0, b1 + c1, b2 + c2, b3 + c3);
            WinogradForm.Store(to + 8 * plane, plane, c0 - b0, c1 - b1, c2 - b2, c3 - b3);
            WinogradForm.Store(to + 12 * plane, plane, b0 - d0, b1 - d1, b2 - d2, b3 - d3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Across(float* source, nint step, out Vector<float> x0, out Vector<float> x1, out Vector<float> x2, out Vector<float> x3)
    {
        Vector<float> d1 = Vector.Load(source + step), d2 = Vector.Load(source + 2 * step);
        x0 = Vector.Load(source) - d2;
        x1 = d1 + d2;
        x2 = d2 - d1;
        x3 = d1 - Vector.Load(source + 3 * step);
    }

    // A' m A of one tile, to the positions that there are.
    private void StoreTile(float* source, nint plane, nint image, nint row, nint column)
    {
        nint outputs = _figures.Weights.Outputs, lanes = Vector<float>.Count, pitch = _figures.Width.Output * outputs;
        float* target = _figures.Y + (image * _figures.Height.Output + row) * pitch + column * outputs;
        nint right = column + 1 < _figures.Width.Output ? outputs : 0, down = row + 1 < _figures.Height.Output ? pitch : 0;
        float* added = _figures.Weights.Bias;
        Vector<float> spoilt = Vector<float>.Zero, floor = Vector.Create(Accumulation.Floor<float>(_figures.Activation));
        for (nint c = 0; c < outputs; c += lanes)
        {
            nint at = nint.Min(c, outputs - lanes);
            float* from = source + at, to = target + at;
            Vector<float> bias = added == null ? Vector<float>.Zero : Vector.Load(added + at);
            WinogradForm.SumOfFour(from, plane, out Vector<float> s0, out Vector<float> t0);
            WinogradForm.SumOfFour(from + plane, plane, out Vector<float> s1, out Vector<float> t1);
            WinogradForm.SumOfFour(from + 2 * plane, plane, out Vector<float> s2, out Vector<float> t2);
            WinogradForm.SumOfFour(from + 3 * plane, plane, out Vector<float> s3, out Vector<float> t3);
            // From the last to the first: what does not exist is written where the next overwrites it.
            Finish(t1 - t2 - t3 + bias, floor, to + down + right, ref spoilt);
            Finish(t0 + t1 + t2 + bias, floor, to + down, ref spoilt);
            Finish(s1 - s2 - s3 + bias, floor, to + right, ref spoilt);
            Finish(s0 + s1 + s2 + bias, floor, to, ref spoilt);
        }
        if (!Vector.EqualsAll(spoilt, Vector<float>.Zero)) _spoilt = 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(Vector<float> x, Vector<float> floor, float* target, ref Vector<float> spoilt)
    {
        // Infinity less itself, like anything with NaN, is NaN.
        spoilt += x - x;
        Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x, floor), floor, x), target);
    }

    private readonly void MultiplyTiles(float* seen, nint seenRow, nint seenPlane, float* found, nint foundRow, nint foundPlane, int tiles)
    {
        nint inputs = _figures.Weights.Inputs, outputs = _figures.Weights.Outputs, lanes = Vector<float>.Count;
        int depth = BlockedProduct<float, float>.BlockDepth(inputs);
        TileBlock<float> block = default;
        block.Rows = tiles;
        block.Columns = (int)((outputs + lanes - 1) / lanes * lanes);
        block.ARow = seenRow;
        block.ACol = 1;
        block.APanel = TileShape<float>.Rows * seenRow;
        block.CRow = foundRow;
        block.AddRow = foundRow;
        block.Alpha = 1;
        block.Floor = Accumulation.Floor<float>(Activation.None);
        for (int k = 0; k < 16; k++)
            for (nint pc = 0; pc < inputs; pc += depth)
            {
                block.Levels = (int)nint.Min(depth, inputs - pc);
                block.A = seen + k * seenPlane + pc;
                block.BPanels = _panels + k * _rounded * inputs + pc * _rounded;
                block.C = found + k * foundPlane;
                block.Add = pc == 0 ? null : block.C;
                block.ColumnsOuter();
            }
    }
}
