using System.Numerics;
using Lucid.Memory;

namespace Lucid.Cpu.NN;

/// <summary>
/// For a block of positions of a grid every element that counts: where it lies in the input plane (-1 outside), its weight, and the
/// weight's derivative with respect to each coordinate.
/// </summary>
internal readonly unsafe ref struct GridTaps
{
    /// <summary>Most positions of a block: so many that a plane's lines are met again while they are in the first-level cache.</summary>
    public const int Block = 512;

    private readonly Workspace _workspace;
    private readonly GridShape _shape;
    private readonly bool _slopes;

    // For each axis and tap of it: weight, slope, place.
    private readonly float* _axisWeights, _axisSlopes, _at;
    private readonly int* _axisPlaces;

    public GridTaps(in GridShape shape, bool slopes)
    {
        _shape = shape;
        _slopes = slopes;
        int axes = shape.Dims * shape.AxisTaps, taps = shape.Taps;
        _workspace = new Workspace(Block * ((2 * axes + 1 + taps * (1 + (slopes ? shape.Dims : 0))) * sizeof(float) + (axes + taps) * sizeof(int)));
        _at = (float*)_workspace.Pointer;
        _axisWeights = _at + Block;
        _axisSlopes = _axisWeights + axes * Block;
        Weights = _axisSlopes + axes * Block;
        Slopes = Weights + taps * Block;
        Places = (int*)(Slopes + (slopes ? shape.Dims * taps * Block : 0));
        _axisPlaces = Places + taps * Block;
    }

    /// <summary>[tap][position]: where the element lies in a plane; -1 where nothing counts, past the last position too.</summary>
    public int* Places { get; }

    /// <summary>[tap][position].</summary>
    public float* Weights { get; }

    /// <summary>[coordinate][tap][position].</summary>
    public float* Slopes { get; }

    public void Dispose() => _workspace.Dispose();

    /// <summary>Positions in whole vectors of every width.</summary>
    public static int Rounded(int count) => (count + 15) & ~15;

    /// <summary>Finds the taps of up to a block of positions, and none for those that round them up.</summary>
    public void Locate(float* grid, int count)
    {
        int end = Rounded(count);
        int dims = _shape.Dims, each = _shape.AxisTaps;
        for (int a = 0; a < dims; a++)
        {
            for (int i = 0; i < count; i++) _at[i] = grid[i * dims + a];
            for (int i = count; i < end; i++) _at[i] = default;
            nint size = _shape.Input[2 - a];
            for (int i = 0; i < end; i += Vector<float>.Count) Axis(a, i, size);
            for (int t = 0; t < each; t++)
                for (int i = count; i < end; i++) _axisPlaces[(a * each + t) * Block + i] = -1;
        }
        for (int tap = 0; tap < _shape.Taps; tap++)
        {
            int x = tap % each, y = each + tap / each % each, z = dims == 2 ? -1 : 2 * each + tap / (each * each);
            Join(tap, x, y, z, end);
        }
    }

    private static Vector<float> Number(double value) => Vector.Create((float)value);

    private void Axis(int axis, int i, nint size)
    {
        Vector<float> at = Vector.Load(_at + i) + Vector<float>.One, scale = Number(_shape.AlignCorners ? (size - 1) / 2.0 : size / 2.0);
        at = _shape.AlignCorners ? at * scale : (at * Number(size) - Vector<float>.One) * Number(0.5);
        int tap = axis * _shape.AxisTaps;
        if (_shape.Mode == GridMode.Cubic)
        {
            Vector<float> floor = Vector.Floor(at), share = at - floor, none = default;
            for (int k = 0; k < 4; k++)
            {
                // The distance from the tap, and which way it grows.
                Vector<float> x = k < 2 ? share + Number(1 - k) : Number(k - 1) - share, x2 = x * x;
                Vector<float> weight = k is 0 or 3
                    ? ((x - Number(5)) * x2 + Number(8) * x - Number(4)) * Number(-0.75)
                    : (x * Number(1.25) - Number(2.25)) * x2 + Vector<float>.One;
                Vector<float> slope = k is 0 or 3 ? (x2 * Number(3) - x * Number(10) + Number(8)) * Number(-0.75) : (x * Number(3.75) - Number(4.5)) * x;
                none = scale;
                Put(tap + k, i, size, Bounded(floor + Number(k - 1), size, ref none), weight, slope * (k < 2 ? scale : -scale));
            }
            return;
        }
        at = Bounded(at, size, ref scale);
        if (_shape.Mode == GridMode.Nearest)
        {
            Put(tap, i, size, Vector.Round(at), Vector<float>.One, Vector<float>.Zero);
            return;
        }
        Vector<float> first = Vector.Floor(at), part = at - first;
        Put(tap, i, size, first, Vector<float>.One - part, -scale);
        Put(tap + 1, i, size, first + Vector<float>.One, part, scale);
    }

    /// <summary>The position that padding puts in place of one outside, and its slope by the chain rule.</summary>
    private Vector<float> Bounded(Vector<float> at, nint size, ref Vector<float> slope)
    {
        if (_shape.Padding == GridPadding.Zeros) return at;
        if (_shape.Padding == GridPadding.Reflection)
        {
            double start = _shape.AlignCorners ? 0 : -0.5, length = _shape.AlignCorners ? size - 1 : size;
            if (length == 0)
            {
                slope = default;
                return default;
            }
            Vector<float> low = Number(start), span = Number(length), away = at - low, distance = Vector.Abs(away), turns = Vector.Floor(distance / span);
            Vector<float> rest = distance - turns * span, odd = turns - Number(2) * Vector.Floor(turns * Number(0.5));
            Vector<int> even = Vector.Equals(odd, Vector<float>.Zero);
            at = Vector.ConditionalSelect(even, rest, span - rest) + low;
            Vector<int> back = Vector.LessThan(away, Vector<float>.Zero) ^ ~even;
            slope = Vector.ConditionalSelect(back, -slope, slope);
        }
        Vector<float> last = Number(size - 1);
        slope &= (Vector.GreaterThan(at, Vector<float>.Zero) & Vector.LessThan(at, last)).As<int, float>();
        return Vector.Min(Vector.Max(at, Vector<float>.Zero), last);
    }

    private void Put(int tap, int i, nint size, Vector<float> position, Vector<float> weight, Vector<float> slope)
    {
        // Only zero padding leaves a tap outside, or a weight that is zero; NaN lies outside too.
        Vector<float> inside = (Vector.GreaterThanOrEqual(position, Vector<float>.Zero) & Vector.LessThanOrEqual(position, Number(size - 1))).As<int, float>();
        Vector.Store(weight & inside, _axisWeights + tap * Block + i);
        Vector.Store(slope & inside, _axisSlopes + tap * Block + i);
        position = Vector.ConditionalSelect(inside, position, Number(-1));
        int* places = _axisPlaces + tap * Block + i;
        Vector.Store(Vector.ConvertToInt32Native(position), places);
    }

    // One tap of each axis; z is negative in two dimensions.
    private void Join(int tap, int x, int y, int z, int end)
    {
        int width = (int)_shape.Input[2], height = (int)_shape.Input[1];
        for (int i = 0; i < end; i += Vector<int>.Count)
        {
            Vector<int> column = Vector.Load(_axisPlaces + x * Block + i), row = Vector.Load(_axisPlaces + y * Block + i);
            Vector<int> sign = column | row, line = row;
            if (z >= 0)
            {
                Vector<int> plane = Vector.Load(_axisPlaces + z * Block + i);
                sign |= plane;
                line += plane * height;
            }
            Vector.Store((line * width + column) | (sign >> 31), Places + tap * Block + i);
        }
        nint all = (nint)_shape.Taps * Block;
        for (int i = 0; i < end; i += Vector<float>.Count)
        {
            Vector<float> u = Vector.Load(_axisWeights + x * Block + i), v = Vector.Load(_axisWeights + y * Block + i);
            Vector<float> w = z < 0 ? Vector<float>.One : Vector.Load(_axisWeights + z * Block + i);
            Vector.Store(u * v * w, Weights + tap * Block + i);
            if (!_slopes) continue;
            float* slopes = Slopes + tap * Block + i;
            Vector.Store(Vector.Load(_axisSlopes + x * Block + i) * v * w, slopes);
            Vector.Store(u * Vector.Load(_axisSlopes + y * Block + i) * w, slopes + all);
            if (z >= 0) Vector.Store(u * v * Vector.Load(_axisSlopes + z * Block + i), slopes + 2 * all);
        }
    }
}
