using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The weights' gradient of 3 x 3 taps at stride 1, float, by the transpose of <see cref="WinogradProduct"/>: for tiles of 2 x 2
/// outputs G' ((A dy A') . (B' d B)) G, whose 16 products are summed over all tiles before they are transformed. Where a result
/// is not finite the caller must compute all of them another way.
/// </summary>
internal unsafe struct WinogradWeights
{
    private const int Products = 16;

    // Sums of the products, one set for each slice of the work; the slices depend on the shape alone.
    private const nint MostSlices = 16, SliceElements = 1 << 18, AllElements = 1 << 21;

    private WeightProduct<float> _figures;
    private float* _sums;
    private nint _tileRows, _tileColumns, _unitRows, _rowUnits, _slices;
    private int _spoilt;

    /// <summary>Whether the product has such a kernel, and enough channels and positions for the transforms to pay.</summary>
    public static bool Suits(in WeightProduct<float> product) =>
        PositionPanel.TakesEverySecond && product.Groups == 1 && product.Inputs >= 24 && product.Outputs >= 24
        && Products * product.Inputs * product.Outputs <= SliceElements
        && product.Depth is { Count: 1, Span: 0, Least: 0, Input: 1, Output: 1 }
        && WinogradForm.Fits(in product.Height, 3) && WinogradForm.Fits(in product.Width, 3) && product.Height.Output * product.Width.Output >= 196;

    /// <summary>Computes all weights' gradients; false when one is not finite.</summary>
    public static bool Run(in WeightProduct<float> figures)
    {
        var product = new WinogradWeights { _figures = figures };
        product._tileRows = (figures.Height.Output + 1) / 2;
        product._tileColumns = (figures.Width.Output + 1) / 2;
        nint most = nint.Clamp(WinogradForm.UnitTiles / product._tileColumns, 1, product._tileRows);
        product._rowUnits = (product._tileRows + most - 1) / most;
        product._unitRows = (product._tileRows + product._rowUnits - 1) / product._rowUnits;
        product._rowUnits = (product._tileRows + product._unitRows - 1) / product._unitRows;
        nint size = Products * figures.Inputs * figures.Outputs;
        product._slices = nint.Clamp(figures.Images * product._rowUnits, 1, nint.Min(MostSlices, AllElements / size));
        using var sums = new Workspace(product._slices * size * sizeof(float));
        product._sums = (float*)sums.Pointer;
        Team.Run(product._slices, 1, &Slices, &product);
        Team.Run(figures.Outputs, nint.Max(1, 20_000 / (product._slices * Products * figures.Inputs)), &Finish, &product);
        return product._spoilt == 0;
    }

    private static void Slices(void* context, nint begin, nint end)
    {
        var product = (WinogradWeights*)context;
        ref WeightProduct<float> figures = ref product->_figures;
        TapAxis width = figures.Width, depth = figures.Depth;
        width.Output = 2 * product->_tileColumns;
        using var seen = new PaddedRows<float>(in depth, in figures.Height, in width, figures.Inputs, 2 * product->_unitRows);
        // The gradient as a plane of its own, with zeros where the last tiles reach past it.
        nint none = 0;
        var across = new TapAxis { Input = figures.Width.Output, Output = width.Output, Stride = 1, Count = 1, Offsets = &none };
        var down = new TapAxis { Input = figures.Height.Output, Output = figures.Height.Output, Stride = 1, Count = 1, Offsets = &none };
        using var given = new PaddedRows<float>(in depth, in down, in across, figures.Outputs, 2 * product->_unitRows);
        int columns = TileShape<float>.Columns;
        // Whole vectors of tiles may run past the last one.
        nint pitch = (product->_unitRows * product->_tileColumns + columns - 1) / columns * columns + columns;
        nint inputPlane = WinogradForm.Plane(figures.Inputs, pitch), outputPlane = WinogradForm.Plane(figures.Outputs, pitch);
        using var planes = new Workspace(Products * (inputPlane + outputPlane) * sizeof(float));
        float* inputs = (float*)planes.Pointer, outputs = inputs + Products * inputPlane;
        using var panels = new Workspace((figures.Inputs + columns - 1) / columns * columns * pitch * sizeof(float));
        nint units = figures.Images * product->_rowUnits, size = Products * figures.Inputs * figures.Outputs;
        for (nint slice = begin; slice < end; slice++)
        {
            nint from = units * slice / product->_slices, to = units * (slice + 1) / product->_slices;
            for (nint unit = from; unit < to; unit++)
            {
                nint image = unit / product->_rowUnits, row = unit % product->_rowUnits * product->_unitRows;
                nint rows = nint.Min(product->_unitRows, product->_tileRows - row);
                seen.Fill(figures.X + image * figures.Inputs * figures.Height.Input * figures.Width.Input, figures.Inputs, 0, 2 * row);
                for (nint c = 0; c < figures.Inputs; c++)
                    new WinogradForm(3).TransformInput(
                        seen.Pointer + c * seen.Rows * seen.Columns, seen.Columns, inputs + c * pitch, inputPlane, rows, product->_tileColumns);
                given.Fill(figures.Gradient + image * figures.Outputs * figures.Height.Output * figures.Width.Output, figures.Outputs, 0, 2 * row);
                for (nint o = 0; o < figures.Outputs; o++)
                    TransformGradient(
                        given.Pointer + o * given.Rows * given.Columns, given.Columns, outputs + o * pitch, outputPlane, rows, product->_tileColumns);
                product->Multiply(
                    inputs, inputPlane, outputs, outputPlane, pitch, (int)(rows * product->_tileColumns), (float*)panels.Pointer,
                    product->_sums + slice * size, unit > from);
            }
            // A shape without images has one slice and no unit.
            if (from == to) new Span<float>(product->_sums + slice * size, checked((int)size)).Clear();
        }
    }

    /// <summary>A dy A' of one plane's tiles, as <see cref="WinogradForm.TransformInput"/>.</summary>
    private static void TransformGradient(float* plane, nint pitch, float* products, nint distance, nint rows, nint columns)
    {
        for (nint x = (columns - 1) / Vector<float>.Count * Vector<float>.Count; x >= 0; x -= Vector<float>.Count)
        {
            float* source = plane + 2 * x;
            float* target = products + x;
            for (nint r = 0; r < rows; r++, source += 2 * pitch, target += columns)
            {
                PositionPanel.Split(source, out Vector<float> a, out Vector<float> b);
                PositionPanel.Split(source + pitch, out Vector<float> c, out Vector<float> d);
                Vector<float> e = a + c, f = b + d, g = a - c, h = b - d;
                WinogradForm.Store(target, distance, a, a + b, a - b, -b);
                WinogradForm.Store(target + 4 * distance, distance, e, e + f, e - f, -f);
                WinogradForm.Store(target + 8 * distance, distance, g, g + h, g - h, -h);
                WinogradForm.Store(target + 12 * distance, distance, -c, -c - d, d - c, d);
            }
        }
    }

    private readonly void Multiply(
        float* inputs, nint inputPlane, float* outputs, nint outputPlane, nint pitch, int tiles, float* panels, float* sums, bool add)
    {
        TileBlock<float> block = default;
        block.Rows = (int)_figures.Outputs;
        block.Columns = (int)_figures.Inputs;
        block.Levels = tiles;
        block.ARow = pitch;
        block.ACol = 1;
        block.APanel = TileShape<float>.Rows * pitch;
        block.BPanels = panels;
        block.CRow = _figures.Inputs;
        block.AddRow = block.CRow;
        block.Alpha = 1;
        block.Floor = Accumulation.Floor<float>(Activation.None);
        for (int k = 0; k < Products; k++, sums += _figures.Inputs * _figures.Outputs)
        {
            Packing.Pack(inputs + k * inputPlane, pitch, 1, block.Columns, tiles, panels, TileShape<float>.Columns);
            block.A = outputs + k * outputPlane;
            block.C = sums;
            block.Add = add ? sums : null;
            block.ColumnsOuter();
        }
    }

    // The slices' sums, in order, and G' m G of them.
    private static void Finish(void* context, nint begin, nint end)
    {
        var product = (WinogradWeights*)context;
        ref WeightProduct<float> figures = ref product->_figures;
        nint inputs = figures.Inputs, plane = inputs * figures.Outputs, pitch = inputs + Vector<float>.Count;
        using var lines = new Workspace(Products * pitch * sizeof(float));
        float* total = (float*)lines.Pointer;
        Vector<float> half = Vector.Create(0.5f);
        float* found = stackalloc float[9 * Vector<float>.Count];
        bool finite = true;
        for (nint o = begin; o < end; o++)
        {
            for (int k = 0; k < Products; k++)
                for (nint slice = 0; slice < product->_slices; slice++)
                    Accumulate(product->_sums + (slice * Products + k) * plane + o * inputs, total + k * pitch, inputs, slice > 0);
            float* weights = figures.Weights + o * inputs * 9;
            for (nint c = 0; c < inputs; c += Vector<float>.Count)
            {
                for (int w = 0; w < 3; w++)
                {
                    // Columns first: the sums of one column of taps in each of the four rows of products.
                    Column(total + c, pitch, w, half, out Vector<float> m0);
                    Column(total + 4 * pitch + c, pitch, w, half, out Vector<float> m1);
                    Column(total + 8 * pitch + c, pitch, w, half, out Vector<float> m2);
                    Column(total + 12 * pitch + c, pitch, w, half, out Vector<float> m3);
                    Vector.Store(m0 + half * (m1 + m2), found + w * Vector<float>.Count);
                    Vector.Store(half * (m1 - m2), found + (3 + w) * Vector<float>.Count);
                    Vector.Store(half * (m1 + m2) + m3, found + (6 + w) * Vector<float>.Count);
                }
                int count = (int)nint.Min(Vector<float>.Count, inputs - c);
                for (int q = 0; q < count; q++)
                    for (int tap = 0; tap < 9; tap++)
                    {
                        float value = found[tap * Vector<float>.Count + q];
                        finite &= float.IsFinite(value);
                        weights[(c + q) * 9 + tap] = value;
                    }
            }
        }
        if (!finite) product->_spoilt = 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(float* m, nint pitch, int w, Vector<float> half, out Vector<float> sum)
    {
        Vector<float> x = Vector.Load(m + pitch), y = Vector.Load(m + 2 * pitch);
        sum = half * (w == 1 ? x - y : x + y);
        if (w == 0) sum += Vector.Load(m);
        if (w == 2) sum += Vector.Load(m + 3 * pitch);
    }

    /// <summary>target (+)= source.</summary>
    internal static void Accumulate<T>(T* source, T* target, nint count, bool add)
        where T : unmanaged
    {
        nint i = 0;
        for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
            Vector.Store(add ? Vector.Load(target + i) + Vector.Load(source + i) : Vector.Load(source + i), target + i);
        for (; i < count; i++) target[i] = add ? Accumulation.Add(target[i], source[i]) : source[i];
    }
}
