using System;
using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// The input that some output rows of one output plane can see, padding included, for a range of channels:
/// [channel][depth tap][row][column], so that every (channel, tap) is a constant distance from every output position.
/// </summary>
internal unsafe ref struct PaddedRows<T>
    where T : unmanaged
{
    // Whole vectors may be read across either end.
    private const int Slack = 32;

    private readonly Workspace _workspace;
    private readonly T _padding;
    private readonly TapAxis _depth, _height, _width;

    /// <summary>Room for the rows that <paramref name="outputRows"/> output rows of several images need.</summary>
    public PaddedRows(in TapAxis depth, in TapAxis height, in TapAxis width, nint channels, nint outputRows, nint images = 1, T padding = default)
    {
        _padding = padding;
        _depth = depth;
        _height = height;
        _width = width;
        Rows = (outputRows - 1) * height.Stride + height.Span + 1;
        Columns = (width.Output - 1) * width.Stride + width.Span + 1;
        // Room for one plane even without taps: a bias alone still walks over the positions.
        ImageElements = nint.Max(channels * depth.Count, 1) * Rows * Columns;
        nint elements = checked(images * ImageElements);
        _workspace = new Workspace((elements + 2 * Slack) * sizeof(T));
        Pointer = (T*)_workspace.Pointer + Slack;
        new Span<T>(_workspace.Pointer, Slack).Clear();
        new Span<T>(Pointer + elements, Slack).Clear();
    }

    public nint Rows { get; }

    public nint Columns { get; }

    /// <summary>Elements from one image to the next.</summary>
    public nint ImageElements { get; }

    /// <summary>The first element.</summary>
    public T* Pointer { get; }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Where a channel's tap begins, seen from the first output position.</summary>
    public readonly nint TapOffset(nint channel, int d, int h, int w) =>
        ((channel * _depth.Count + d) * Rows + _height.Offsets[h] - _height.Least) * Columns + _width.Offsets[w] - _width.Least;

    /// <summary>Where an output position begins, seen from the first one.</summary>
    public readonly nint PositionOffset(nint row, nint column) => row * _height.Stride * Columns + column * _width.Stride;

    /// <summary>Copies what output rows from <paramref name="outputRow"/> on of plane <paramref name="outputDepth"/> see, into a slot.</summary>
    public readonly void Fill(T* image, nint channels, nint outputDepth, nint outputRow, nint slot = 0)
    {
        nint plane = _height.Input * _width.Input;
        // Columns of the image that fall into the buffer: [from, to).
        nint from = nint.Clamp(-_width.Least, 0, Columns), to = nint.Clamp(_width.Input - _width.Least, from, Columns);
        T* target = Pointer + slot * ImageElements;
        for (nint c = 0; c < channels; c++)
        {
            for (int t = 0; t < _depth.Count; t++)
            {
                nint z = outputDepth * _depth.Stride + _depth.Offsets[t];
                for (nint r = 0; r < Rows; r++, target += Columns)
                {
                    nint y = outputRow * _height.Stride + _height.Least + r;
                    if (z < 0 || z >= _depth.Input || y < 0 || y >= _height.Input || from >= to)
                    {
                        new Span<T>(target, checked((int)Columns)).Fill(_padding);
                        continue;
                    }
                    T* source = image + (c * _depth.Input + z) * plane + y * _width.Input + _width.Least;
                    for (nint x = 0; x < from; x++) target[x] = _padding;
                    Copy(source + from, target + from, to - from);
                    for (nint x = to; x < Columns; x++) target[x] = _padding;
                }
            }
        }
    }

    /// <summary>Copies a row. Rows are short: a call of the library's copy costs more than the copy.</summary>
    internal static void Copy(T* from, T* to, nint count)
    {
        int lanes = Vector<T>.Count;
        nint x = 0;
        for (; x + lanes <= count; x += lanes) Vector.Store(Vector.Load(from + x), to + x);
        if (x == count) return;
        if (count >= lanes) Vector.Store(Vector.Load(from + count - lanes), to + count - lanes);
        else for (; x < count; x++) to[x] = from[x];
    }
}
