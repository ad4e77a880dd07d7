using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// Kernels of 3 x 3 taps at stride 1, float: tiles of 2 x 2 outputs by 16 products in place of 36 (A. Lavin, S. Gray, "Fast
/// Algorithms for Convolutional Neural Networks", 2015, F(2x2, 3x3)). Where a result is not finite the caller must compute
/// all of them another way, since the transforms spread such numbers over a tile.
/// </summary>
internal unsafe struct WinogradProduct
{
    internal const nint UnitTiles = 112;
    internal const int Products = 16;

    private ImplicitProduct<float> _figures;
    private float* _panels;
    private nint _tileRows, _tileColumns, _unitRows, _rowUnits, _rounded;
    private int _spoilt;

    /// <summary>Whether the product has such a kernel, and enough channels and positions for the transforms to pay.</summary>
    public static bool Suits(in ImplicitProduct<float> product) =>
        PositionPanel.TakesEverySecond && product.Groups == 1 && product.Activation != Activation.Gelu
        && product.Weights.Inputs >= 24 && product.Weights.Outputs >= 24 && product.Weights.Inputs + product.Weights.Outputs <= 640
        && product.Depth is { Count: 1, Span: 0, Least: 0, Input: 1, Output: 1, Full: 1 }
        && Fits(in product.Height) && Fits(in product.Width) && product.Height.Output * product.Width.Output >= 196;

    // A surplus line keeps the planes of one position out of each other's cache sets.
    internal static nint Plane(nint channels, nint pitch) => channels * pitch + 16;

    internal static bool Fits(in TapAxis axis) => axis is { Count: 3, Span: 2, Stride: 1, Step: 1, Start: 0 };

    /// <summary>Computes all images; false when a result is not finite.</summary>
    public static bool Run(in ImplicitProduct<float> figures)
    {
        var product = new WinogradProduct { _figures = figures };
        product._tileRows = (figures.Height.Output + 1) / 2;
        product._tileColumns = (figures.Width.Output + 1) / 2;
        nint most = nint.Clamp(UnitTiles / product._tileColumns, 1, product._tileRows);
        product._unitRows = RowUnits.Rows(product._tileRows, most, figures.Images);
        product._rowUnits = (product._tileRows + product._unitRows - 1) / product._unitRows;
        int tileRows = TileShape<float>.Rows;
        product._rounded = (figures.Weights.Outputs + tileRows - 1) / tileRows * tileRows;
        using var panels = new Workspace(Products * product._rounded * figures.Weights.Inputs * sizeof(float));
        product._panels = (float*)panels.Pointer;
        Team.Run(product._rounded / tileRows, nint.Max(1, 1000 / figures.Weights.Inputs), &TransformWeights, &product);
        Team.Run(figures.Images * product._rowUnits, 1, &Units, &product);
        return product._spoilt == 0;
    }

    // The taps of one output, every tap's inputs side by side, by its place within the window: the axes may run backwards.
    private readonly void SortTaps(nint output, float* target, nint pitch)
    {
        float* row = _figures.Weights.Row(0, output);
        for (int tap = 0; tap < 9; tap++)
        {
            nint place = (_figures.Height.Offsets[tap / 3] - _figures.Height.Least) * 3 + _figures.Width.Offsets[tap % 3] - _figures.Width.Least;
            float* source = row + _figures.Weights.Taps[tap];
            for (nint c = 0; c < _figures.Weights.Inputs; c++) target[place * pitch + c] = source[c * _figures.Weights.InputStride];
        }
    }

    // The products' shares of G g G': G has one row for each of four, with a factor for each of three taps.
    private static ReadOnlySpan<float> Factors => [1, 0, 0, 0.5f, 0.5f, 0.5f, 0.5f, -0.5f, 0.5f, 0, 0, 1];

    private static void TransformWeights(void* context, nint begin, nint end)
    {
        var product = (WinogradProduct*)context;
        nint inputs = product->_figures.Weights.Inputs, outputs = product->_figures.Weights.Outputs, pitch = inputs + Vector<float>.Count;
        int tileRows = TileShape<float>.Rows, depth = BlockedProduct<float, float>.BlockDepth(inputs);
        using var plain = new Workspace((9 + Products * tileRows) * pitch * sizeof(float));
        float* taps = (float*)plain.Pointer, lines = taps + 9 * pitch;
        for (nint tile = begin; tile < end; tile++)
        {
            nint first = tile * tileRows, rows = nint.Min(tileRows, outputs - first);
            for (nint r = 0; r < rows; r++)
            {
                product->SortTaps(first + r, taps, pitch);
                for (int k = 0; k < Products; k++)
                    for (nint x = 0; x < inputs; x += Vector<float>.Count)
                    {
                        Vector<float> sum = Vector<float>.Zero;
                        for (int tap = 0; tap < 9; tap++)
                        {
                            float factor = Factors[k / 4 * 3 + tap / 3] * Factors[k % 4 * 3 + tap % 3];
                            if (factor != 0) sum += Vector.Create(factor) * Vector.Load(taps + tap * pitch + x);
                        }
                        Vector.Store(sum, lines + (k * tileRows + r) * pitch + x);
                    }
            }
            for (int k = 0; k < Products; k++)
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
        width.Output = 2 * product->_tileColumns;
        using var padded = new PaddedRows<float>(in figures.Depth, in figures.Height, in width, figures.Weights.Inputs, 2 * product->_unitRows);
        int columns = TileShape<float>.Columns;
        // Whole vectors of tiles may run past the last one.
        nint pitch = (product->_unitRows * product->_tileColumns + columns - 1) / columns * columns + columns;
        using var seen = new Workspace(Products * Plane(figures.Weights.Inputs, pitch) * sizeof(float));
        using var found = new Workspace(Products * Plane(figures.Weights.Outputs, pitch) * sizeof(float));
        using var lines = new Workspace(2 * (2 * product->_tileColumns + 2 * columns) * sizeof(float));
        for (nint unit = begin; unit < end; unit++)
            product->Unit(unit, in padded, (float*)seen.Pointer, (float*)found.Pointer, pitch, (float*)lines.Pointer);
    }

    private void Unit(nint unit, in PaddedRows<float> padded, float* seen, float* found, nint pitch, float* lines)
    {
        nint image = unit / _rowUnits, row = unit % _rowUnits * _unitRows, rows = nint.Min(_unitRows, _tileRows - row);
        padded.Fill(_figures.X + image * _figures.Weights.Inputs * _figures.Height.Input * _figures.Width.Input, _figures.Weights.Inputs, 0, 2 * row);
        for (nint c = 0; c < _figures.Weights.Inputs; c++)
            TransformInput(
                padded.Pointer + c * padded.Rows * padded.Columns, padded.Columns, seen + c * pitch, Plane(_figures.Weights.Inputs, pitch), rows, _tileColumns);
        nint tiles = rows * _tileColumns;
        Multiply(seen, found, pitch, (int)tiles);
        // The lanes past the last tile must not look like results that are not finite.
        for (int k = 0; k < Products; k++)
            for (nint o = 0; o < _figures.Weights.Outputs; o++)
                Vector.Store(Vector<float>.Zero, found + k * Plane(_figures.Weights.Outputs, pitch) + o * pitch + tiles);
        nint line = 2 * _tileColumns + 2 * TileShape<float>.Columns, area = _figures.Height.Full * _figures.Width.Full;
        Vector<float> spoilt = Vector<float>.Zero, floor = Vector.Create(Accumulation.Floor<float>(_figures.Activation));
        for (nint o = 0; o < _figures.Weights.Outputs; o++)
        {
            Vector<float> bias = _figures.Weights.Bias == null ? Vector<float>.Zero : Vector.Create(_figures.Weights.Bias[o]);
            float* y = _figures.Y + (image * _figures.Weights.Outputs + o) * area;
            for (nint r = 0; r < rows; r++)
            {
                for (nint x = 0; x < _tileColumns; x += Vector<float>.Count)
                    TransformOutput(
                        found + o * pitch + r * _tileColumns + x, Plane(_figures.Weights.Outputs, pitch), bias, floor,
                        lines + 2 * x, lines + line + 2 * x, ref spoilt);
                for (int i = 0; i < 2 && 2 * (row + r) + i < _figures.Height.Output; i++)
                    PaddedRows<float>.Copy(lines + i * line, y + (2 * (row + r) + i) * _figures.Width.Full, _figures.Width.Output);
            }
        }
        if (!Vector.EqualsAll(spoilt, Vector<float>.Zero)) _spoilt = 1;
    }

    /// <summary>
    /// B' d B of one plane's tiles, vectors of neighbours, one row of tiles below the other: half of each tile's rows are the
    /// next one's. Lanes past the last tile are written too.
    /// </summary>
    internal static void TransformInput(float* plane, nint pitch, float* products, nint distance, nint rows, nint columns)
    {
        // Backwards, so that the lanes past a row's end are overwritten by the row to their right.
        for (nint x = (columns - 1) / Vector<float>.Count * Vector<float>.Count; x >= 0; x -= Vector<float>.Count)
        {
            float* source = plane + 2 * x;
            float* target = products + x;
            Row(source, out Vector<float> a0, out Vector<float> a1, out Vector<float> a2, out Vector<float> a3);
            Row(source + pitch, out Vector<float> b0, out Vector<float> b1, out Vector<float> b2, out Vector<float> b3);
            for (nint r = 0; r < rows; r++, target += columns)
            {
                source += 2 * pitch;
                Row(source, out Vector<float> c0, out Vector<float> c1, out Vector<float> c2, out Vector<float> c3);
                Row(source + pitch, out Vector<float> d0, out Vector<float> d1, out Vector<float> d2, out Vector<float> d3);
                Store(target, distance, a0 - c0, a1 - c1, a2 - c2, a3 - c3);
                Store(target + 4 * distance, distance, b0 + c0, b1 + c1, b2 + c2, b3 + c3);
                Store(target + 8 * distance, distance, c0 - b0, c1 - b1, c2 - b2, c3 - b3);
                Store(target + 12 * distance, distance, b0 - d0, b1 - d1, b2 - d2, b3 - d3);
                (a0, a1, a2, a3, b0, b1, b2, b3) = (c0, c1, c2, c3, d0, d1, d2, d3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(float* target, nint plane, Vector<float> x0, Vector<float> x1, Vector<float> x2, Vector<float> x3)
    {
        Vector.Store(x0, target);
        Vector.Store(x1, target + plane);
        Vector.Store(x2, target + 2 * plane);
        Vector.Store(x3, target + 3 * plane);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(float* source, out Vector<float> x0, out Vector<float> x1, out Vector<float> x2, out Vector<float> x3)
    {
        PositionPanel.Split(source, out Vector<float> d0, out Vector<float> d1);
        PositionPanel.Split(source + 2, out Vector<float> d2, out Vector<float> d3);
        x0 = d0 - d2;
        x1 = d1 + d2;
        x2 = d2 - d1;
        x3 = d1 - d3;
    }

    private readonly void Multiply(float* seen, float* found, nint pitch, int tiles)
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
        for (int k = 0; k < Products; k++)
            for (nint pc = 0; pc < inputs; pc += depth)
            {
                block.Levels = (int)nint.Min(depth, inputs - pc);
                block.A = _panels + k * _rounded * inputs + pc * _rounded;
                block.APanel = (nint)TileShape<float>.Rows * block.Levels;
                block.B = seen + k * Plane(inputs, pitch) + pc * pitch;
                block.C = found + k * Plane(_figures.Weights.Outputs, pitch);
                block.Add = pc == 0 ? null : block.C;
                block.ColumnsOuter();
            }
    }

    // A' m A of a vector of neighbouring tiles, as two rows of outputs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransformOutput(
        float* source, nint plane, Vector<float> bias, Vector<float> floor, float* first, float* second, ref Vector<float> spoilt)
    {
        Sum(source, plane, out Vector<float> s0, out Vector<float> t0);
        Sum(source + plane, plane, out Vector<float> s1, out Vector<float> t1);
        Sum(source + 2 * plane, plane, out Vector<float> s2, out Vector<float> t2);
        Sum(source + 3 * plane, plane, out Vector<float> s3, out Vector<float> t3);
        Interleave(s0 + s1 + s2 + bias, s1 - s2 - s3 + bias, floor, first, ref spoilt);
        Interleave(t0 + t1 + t2 + bias, t1 - t2 - t3 + bias, floor, second, ref spoilt);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sum(float* source, nint plane, out Vector<float> s, out Vector<float> t)
    {
        Vector<float> m0 = Vector.Load(source), m1 = Vector.Load(source + 4 * plane), m2 = Vector.Load(source + 8 * plane);
        Vector<float> m3 = Vector.Load(source + 12 * plane);
        s = m0 + m1 + m2;
        t = m1 - m2 - m3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector<float> even, Vector<float> odd, Vector<float> floor, float* target, ref Vector<float> spoilt)
    {
        // Infinity less itself, like anything with NaN, is NaN.
        spoilt += (even - even) + (odd - odd);
        even = Vector.ConditionalSelect(Vector.LessThan(even, floor), floor, even);
        odd = Vector.ConditionalSelect(Vector.LessThan(odd, floor), floor, odd);
        if (Vector<float>.Count == 16)
        {
            Vector512<int> low = Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), high = low + Vector512.Create(8);
            Avx512F.PermuteVar16x32x2(even.AsVector512(), low, odd.AsVector512()).Store(target);
            Avx512F.PermuteVar16x32x2(even.AsVector512(), high, odd.AsVector512()).Store(target + 16);
            return;
        }
        Vector256<float> a = Avx.UnpackLow(even.AsVector256(), odd.AsVector256()), b = Avx.UnpackHigh(even.AsVector256(), odd.AsVector256());
        Avx.Permute2x128(a, b, 0x20).Store(target);
        Avx.Permute2x128(a, b, 0x31).Store(target + 8);
    }
}
