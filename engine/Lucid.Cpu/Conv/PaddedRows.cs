using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The input that some output rows of one output plane can see, padding included, for a range of channels:
/// [channel][depth tap][row][phase][column], so that every (channel, tap) is a constant distance from every output position.
/// Columns are parted by their remainder modulo the stride, the phase: neighbouring outputs read neighbouring elements.
/// </summary>
internal unsafe ref struct PaddedRows<T>
    where T : unmanaged
{
    // Whole vectors may be read across either end.
    private const int Slack = 32;

    private readonly Workspace _workspace;
    private readonly T _padding;
    private readonly TapAxis _depth, _height, _width;
    private readonly nint _phases, _phase;

    /// <summary>Room for the rows that <paramref name="outputRows"/> output rows of several images need.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public PaddedRows(in TapAxis depth, in TapAxis height, in TapAxis width, nint channels, nint outputRows, nint images = 1, T padding = default)
    {
        _padding = padding;
        _depth = depth;
        _height = height;
        _width = width;
        _phases = nint.Min(width.Stride, width.Span + 1);
        _phase = width.Output + width.Span / width.Stride;
        Rows = (outputRows - 1) * height.Stride + height.Span + 1;
        Columns = _phases * _phase;
        // Room for one plane even without taps: a bias alone still walks over the positions.
        ImageElements = nint.Max(channels * depth.Count, 1) * Rows * Columns;
        nint elements = checked(images * ImageElements);
        _workspace = new Workspace((elements + 2 * Slack) * sizeof(T));
        Pointer = (T*)_workspace.Pointer + Slack;
        new Span<T>(_workspace.Pointer, Slack).Clear();
        // Columns outside of the image are written here only.
        new Span<T>(Pointer, checked((int)elements)).Fill(padding);
        new Span<T>(Pointer + elements, Slack).Clear();
    }

    public nint Rows { get; }

    public nint Columns { get; }

    /// <summary>Elements from one image to the next.</summary>
    public nint ImageElements { get; }

    /// <summary>The first element.</summary>
    public T* Pointer { get; }

    public void Dispose() => _workspace.Dispose();

    // Where a channel's tap begins, seen from the first output position.
    private readonly nint TapOffset(nint channel, int d, int h, int w)
    {
        nint column = _width.Offsets[w] - _width.Least;
        return ((channel * _depth.Count + d) * Rows + _height.Offsets[h] - _height.Least) * Columns
            + column % _width.Stride * _phase + column / _width.Stride;
    }

    /// <summary>Where each channel's taps begin, seen from the first output position; returns where the next would be written.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly nint* Tabulate(nint channels, nint* offsets)
    {
        for (nint c = 0; c < channels; c++)
            for (int d = 0; d < _depth.Count; d++)
                for (int h = 0; h < _height.Count; h++)
                    for (int w = 0; w < _width.Count; w++) *offsets++ = TapOffset(c, d, h, w);
        return offsets;
    }

    /// <summary>Where an output position begins, seen from the first one.</summary>
    public readonly nint PositionOffset(nint row, nint column) => row * _height.Stride * Columns + column;

    /// <summary>
    /// Copies what output rows from <paramref name="outputRow"/> on of plane <paramref name="outputDepth"/> see, into a slot; where
    /// rows are cut, from an output column on.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Fill(T* image, nint channels, nint outputDepth, nint outputRow, nint slot = 0, nint outputColumn = 0, bool cut = false)
    {
        nint least = _width.Least + outputColumn * _width.Stride;
        nint plane = _height.Input * _width.Input, top = outputRow * _height.Stride + _height.Least;
        nint above = nint.Clamp(-top, 0, Rows), below = nint.Clamp(_height.Input - top, above, Rows);
        T* target = Pointer + slot * ImageElements;
        for (nint c = 0; c < channels; c++)
        {
            for (int t = 0; t < _depth.Count; t++, target += Rows * Columns)
            {
                nint z = outputDepth * _depth.Stride + _depth.Offsets[t];
                bool inside = z >= 0 && z < _depth.Input;
                nint first = inside ? above : Rows, last = inside ? below : Rows;
                if (first > 0) new Span<T>(target, checked((int)(first * Columns))).Fill(_padding);
                if (last < Rows) new Span<T>(target + last * Columns, checked((int)((Rows - last) * Columns))).Fill(_padding);
                if (first == last) continue;
                T* source = image + (c * _depth.Input + z) * plane + (top + first) * _width.Input + least;
                for (nint phase = 0; phase < _phases; phase++)
                {
                    // Elements of the phase that lie in the image: [from, to).
                    nint shift = -least - phase, from = shift > 0 ? (shift + _width.Stride - 1) / _width.Stride : 0;
                    shift += _width.Input;
                    nint to = nint.Min(shift > 0 ? (shift + _width.Stride - 1) / _width.Stride : 0, _phase);
                    if (from < to)
                        CopyRows(source + phase + from * _width.Stride, target + first * Columns + phase * _phase + from, to - from, last - first);
                    for (nint r = first; cut && r < last; r++)
                    {
                        var line = new Span<T>(target + r * Columns + phase * _phase, checked((int)_phase));
                        line[..(int)nint.Min(from, _phase)].Fill(_padding);
                        line[(int)nint.Clamp(to, 0, _phase)..].Fill(_padding);
                    }
                }
            }
        }
    }

    private readonly void CopyRows(T* source, T* target, nint count, nint rows)
    {
        nint pitch = _width.Input, stride = _width.Stride;
        if (stride == 1)
        {
            for (nint r = 0; r < rows; r++, source += pitch, target += Columns) Copy(source, target, count);
            return;
        }
        bool vectors = typeof(T) == typeof(float) && stride == 2 && PositionPanel.TakesEverySecond && count > Vector<T>.Count;
        for (nint r = 0; r < rows; r++, source += pitch, target += Columns)
        {
            nint x = 0;
            if (vectors)
            {
                for (; x + Vector<T>.Count < count; x += Vector<T>.Count)
                    Vector.Store(PositionPanel.EverySecond((float*)source + 2 * x), (float*)target + x);
                // The last vector ends at the last element; what follows it may not be readable.
                x = count - Vector<T>.Count;
                PositionPanel.Split((float*)source + 2 * x - 1, out _, out Vector<float> last);
                Vector.Store(last, (float*)target + x);
                continue;
            }
            for (; x < count; x++) target[x] = source[x * stride];
        }
    }

    /// <summary>Copies a row to every <paramref name="step"/>th element of another.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Spread(T* from, T* to, nint count, nint step)
    {
        if (step == 1)
        {
            Copy(from, to, count);
            return;
        }
        nint x = 0, lanes = Vector<T>.Count;
        if (typeof(T) == typeof(float) && step == 2 && count >= lanes)
        {
            // What lies between is neither read nor written; the last vector overlaps the one before it.
            Vector256<float> eight = Vector256.Create(-1L & uint.MaxValue).AsSingle();
            if (lanes == 16 && Avx512F.IsSupported)
            {
                Vector512<float> every = Vector512.Create(eight, eight);
                Vector512<int> low = Vector512.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7), high = low + Vector512.Create(8);
                for (nint turn = 0; turn < count; turn += lanes)
                {
                    x = nint.Min(turn, count - lanes);
                    Vector512<float> line = Vector512.Load((float*)from + x);
                    Avx512F.MaskStore((float*)to + 2 * x, every, Avx512F.PermuteVar16x32(line, low));
                    Avx512F.MaskStore((float*)to + 2 * x + 16, every, Avx512F.PermuteVar16x32(line, high));
                }
                return;
            }
            if (lanes == 8 && Avx2.IsSupported)
            {
                for (nint turn = 0; turn < count; turn += lanes)
                {
                    x = nint.Min(turn, count - lanes);
                    Vector256<double> line = Avx2.Permute4x64(Vector256.Load((double*)((float*)from + x)), 0xD8);
                    Avx.MaskStore((float*)to + 2 * x, eight, Avx.UnpackLow(line.AsSingle(), line.AsSingle()));
                    Avx.MaskStore((float*)to + 2 * x + 8, eight, Avx.UnpackHigh(line.AsSingle(), line.AsSingle()));
                }
                return;
            }
        }
        for (; x < count; x++) to[x * step] = from[x];
    }

    /// <summary>Copies a row. Rows are short: a call of the library's copy costs more than the copy.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Copy(T* from, T* to, nint count)
    {
        int lanes = Vector<T>.Count;
        if (count >= lanes)
        {
            for (nint x = 0; x + lanes <= count; x += lanes) Vector.Store(Vector.Load(from + x), to + x);
            // The last vector overlaps the one before it.
            Vector.Store(Vector.Load(from + count - lanes), to + count - lanes);
            return;
        }
        int half = 32 / sizeof(T), quarter = 16 / sizeof(T);
        if (count >= half)
        {
            Vector256<T> last = Vector256.Load(from + count - half);
            Vector256.Load(from).Store(to);
            last.Store(to + count - half);
        }
        else if (count >= quarter)
        {
            Vector128<T> last = Vector128.Load(from + count - quarter);
            Vector128.Load(from).Store(to);
            last.Store(to + count - quarter);
        }
        else
        {
            for (nint x = 0; x < count; x++) to[x] = from[x];
        }
    }
}
