using System.Numerics;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.Conv;

/// <summary>
/// One input channel to a group and few outputs: a product would have one row and no reuse, so rows of outputs are summed
/// tap by tap in registers.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct DepthwiseRows<T>
    where T : unmanaged
{
    private const nint UnitPositions = 2048;

    public TapAxis Depth, Height, Width;
    public nint Images, Groups, Outputs;
    public T* X;
    public T* Y;

    /// <summary>Weights, (Groups * Outputs, taps).</summary>
    public T* Weights;

    /// <summary>Groups * Outputs values, or null.</summary>
    public T* Bias;

    public Activation Activation;

    private nint _unitRows, _rowUnits;

    /// <summary>Whether a group's channels are few enough for this way.</summary>
    public static bool Suits(nint inputs, nint outputs) => inputs == 1 && outputs <= 3;

    /// <summary>Computes all images.</summary>
    public void Run()
    {
        _unitRows = nint.Clamp(UnitPositions / nint.Max(Width.Output, 1), 1, nint.Max(Height.Output, 1));
        _rowUnits = (Height.Output + _unitRows - 1) / _unitRows;
        nint units = Images * Groups * Depth.Output * _rowUnits;
        if (units == 0 || Outputs == 0 || Width.Output == 0) return;
        nint taps = Depth.Count * Height.Count * Width.Count;
        nint grain = nint.Max(1, 100_000 / (_unitRows * Width.Output * Outputs * nint.Max(taps, 1)));
        fixed (DepthwiseRows<T>* pointer = &this) Team.Run(units, grain, &Units, pointer);
    }

    private static void Units(void* context, nint begin, nint end)
    {
        var product = (DepthwiseRows<T>*)context;
        using var padded = new PaddedRows<T>(in product->Depth, in product->Height, in product->Width, 1, product->_unitRows);
        nint taps = product->Depth.Count * product->Height.Count * product->Width.Count;
        using var table = new Lucid.Memory.Workspace((taps + 1) * sizeof(nint));
        nint* levels = (nint*)table.Pointer;
        nint i = 0;
        for (int d = 0; d < product->Depth.Count; d++)
            for (int h = 0; h < product->Height.Count; h++)
                for (int w = 0; w < product->Width.Count; w++) levels[i++] = padded.TapOffset(0, d, h, w);
        bool flat = product->Width.Stride == 1 && product->Height.Stride == 1 && product->Width.Output < 4 * Vector<T>.Count;
        using var scratch = new Lucid.Memory.Workspace(flat ? product->_unitRows * padded.Columns * sizeof(T) : 0);
        for (nint unit = begin; unit < end; unit++) product->Unit(unit, in padded, levels, (int)taps, flat ? (T*)scratch.Pointer : null);
    }

    private readonly void Unit(nint unit, in PaddedRows<T> padded, nint* levels, int taps, T* scratch)
    {
        nint rowUnit = unit % _rowUnits, rest = unit / _rowUnits;
        nint plane = rest % Depth.Output, channel = rest / Depth.Output, group = channel % Groups;
        nint row = rowUnit * _unitRows, rows = nint.Min(_unitRows, Height.Output - row);
        padded.Fill(X + channel * Depth.Input * Height.Input * Width.Input, 1, plane, row);
        nint area = Height.Output * Width.Output;
        for (nint o = 0; o < Outputs; o++)
        {
            T* y = Y + ((channel * Outputs + o) * Depth.Output + plane) * area + row * Width.Output;
            T* weights = Weights + (group * Outputs + o) * taps;
            T bias = Bias == null ? default : Bias[group * Outputs + o];
            if (scratch != null)
            {
                // Short rows are summed as one, the columns between them too, and then moved to their places.
                nint pitch = padded.Columns;
                Row(padded.Pointer, levels, weights, taps, (rows - 1) * pitch + Width.Output, 1, bias, Accumulation.Floor<T>(Activation), scratch);
                for (nint r = 0; r < rows; r++) PaddedRows<T>.Copy(scratch + r * pitch, y + r * Width.Output, Width.Output);
                continue;
            }
            for (nint r = 0; r < rows; r++, y += Width.Output)
                Row(padded.Pointer + padded.PositionOffset(r, 0), levels, weights, taps, Width.Output, Width.Stride, bias,
                    Accumulation.Floor<T>(Activation), y);
        }
        if (Activation != Activation.Gelu) return;
        for (nint o = 0; o < Outputs; o++)
            ActivationPass.Gelu(Y + ((channel * Outputs + o) * Depth.Output + plane) * area + row * Width.Output, 1, rows * Width.Output, 0);
    }

    private static void Row(T* source, nint* levels, T* weights, int taps, nint count, nint stride, T bias, T floor, T* y)
    {
        int lanes = Vector<T>.Count;
        nint x = 0;
        if (stride == 1)
        {
            Vector<T> start = Vector.Create(bias), least = Vector.Create(floor);
            for (; x < count && count >= 4 * lanes; x += 4 * lanes)
            {
                // The last four vectors overlap those before them.
                if (x + 4 * lanes > count) x = count - 4 * lanes;
                Vector<T> s0 = start, s1 = start, s2 = start, s3 = start;
                for (int t = 0; t < taps; t++)
                {
                    T* from = source + x + levels[t];
                    Vector<T> w = Vector.Create(weights[t]);
                    s0 = TileKernel.MultiplyAdd(w, Vector.Load(from), s0);
                    s1 = TileKernel.MultiplyAdd(w, Vector.Load(from + lanes), s1);
                    s2 = TileKernel.MultiplyAdd(w, Vector.Load(from + 2 * lanes), s2);
                    s3 = TileKernel.MultiplyAdd(w, Vector.Load(from + 3 * lanes), s3);
                }
                Vector.Store(Vector.ConditionalSelect(Vector.LessThan(s0, least), least, s0), y + x);
                Vector.Store(Vector.ConditionalSelect(Vector.LessThan(s1, least), least, s1), y + x + lanes);
                Vector.Store(Vector.ConditionalSelect(Vector.LessThan(s2, least), least, s2), y + x + 2 * lanes);
                Vector.Store(Vector.ConditionalSelect(Vector.LessThan(s3, least), least, s3), y + x + 3 * lanes);
            }
            for (; x < count && count >= lanes; x += lanes)
            {
                // The last vector overlaps the one before it.
                if (x + lanes > count) x = count - lanes;
                Vector<T> sum = start;
                for (int t = 0; t < taps; t++) sum = TileKernel.MultiplyAdd(Vector.Create(weights[t]), Vector.Load(source + x + levels[t]), sum);
                Vector.Store(Vector.ConditionalSelect(Vector.LessThan(sum, least), least, sum), y + x);
            }
        }
        for (; x < count; x++)
        {
            T sum = bias;
            T* from = source + x * stride;
            for (int t = 0; t < taps; t++) sum = Accumulation.Add(sum, Accumulation.Multiply(weights[t], from[levels[t]]));
            y[x] = Accumulation.Raise(sum, floor);
        }
    }
}
