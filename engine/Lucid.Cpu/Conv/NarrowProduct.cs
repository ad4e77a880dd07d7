using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>
/// Groups of few outputs, depthwise convolutions above all: packing panels for so few rows would cost more than their product,
/// so vectors of positions are summed straight from the padded input, level by level in registers.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe struct NarrowProduct<T>
    where T : unmanaged
{
    private const nint UnitPositions = 2048, UnitElements = 131072;

    public TapAxis Depth, Height, Width;
    public nint Images, Groups;
    public T* X;
    public T* Y;
    public WeightRows<T> Weights;
    public Activation Activation;

    private nint _unitRows, _rowUnits;

    private struct One : ITileCount
    {
        public static int Value => 1;
    }

    private struct Three : ITileCount
    {
        public static int Value => 3;
    }

    /// <summary>Four vectors of positions and where their sums go; distances in elements.</summary>
    private struct Task
    {
        public T* Source;
        public nint SourceColumn, SourceRow;
        public nint* Levels;
        public nint Count;
        public T* Weights;
        public nint WeightRow;
        public T* Bias;
        public T* Target;
        public nint TargetColumn, TargetRow, TargetOutput;
        public T Floor;
    }

    /// <summary>Whether a group's outputs are few enough for this way; a fourth would pay for a panel.</summary>
    public static bool Suits(nint outputs) => outputs <= 3;

    /// <summary>Computes all images.</summary>
    public void Run()
    {
        nint width = nint.Max(Width.Output, 1), levels = Weights.Inputs * Weights.TapCount;
        nint most = nint.Clamp(nint.Min(UnitPositions, UnitElements / nint.Max(Weights.Inputs, 1)) / width, 1, nint.Max(Height.Output, 1));
        _unitRows = RowUnits.Rows(Height.Output, most, Images * Groups * Depth.Output);
        _rowUnits = (Height.Output + _unitRows - 1) / _unitRows;
        nint units = Images * Groups * Depth.Output * _rowUnits;
        if (units == 0 || Weights.Outputs == 0 || Width.Output == 0) return;
        nint grain = nint.Max(1, 100_000 / (_unitRows * width * Weights.Outputs * nint.Max(levels, 1)));
        fixed (NarrowProduct<T>* pointer = &this) Team.Run(units, grain, &Units, pointer);
    }

    private static void Units(void* context, nint begin, nint end)
    {
        var product = (NarrowProduct<T>*)context;
        ref WeightRows<T> weights = ref product->Weights;
        using var padded = new PaddedRows<T>(in product->Depth, in product->Height, in product->Width, weights.Inputs, product->_unitRows);
        nint levels = weights.Inputs * weights.TapCount, row = weights.Levels;
        using var table = new Workspace(nint.Max(levels, 1) * sizeof(nint) + weights.Outputs * row * sizeof(T));
        nint* places = (nint*)table.Pointer;
        padded.Tabulate(weights.Inputs, places);
        var lines = (T*)(places + nint.Max(levels, 1));
        nint copied = -1;
        for (nint unit = begin; unit < end; unit++)
        {
            nint group = unit / (product->_rowUnits * product->Depth.Output) % product->Groups;
            for (nint o = 0; o < weights.Outputs && group != copied; o++) weights.Copy(group, o, lines + o * row);
            copied = group;
            product->Unit(unit, in padded, places, levels, lines);
        }
    }

    private readonly void Unit(nint unit, in PaddedRows<T> padded, nint* levels, nint count, T* weights)
    {
        int lanes = Vector<T>.Count;
        nint rowUnit = unit % _rowUnits, rest = unit / _rowUnits;
        nint plane = rest % Depth.Output, channel = rest / Depth.Output, group = channel % Groups, outputs = Weights.Outputs;
        nint row = rowUnit * _unitRows, rows = nint.Min(_unitRows, Height.Output - row), columns = Width.Output;
        padded.Fill(X + channel * Weights.Inputs * Depth.Input * Height.Input * Width.Input, Weights.Inputs, plane, row);
        nint area = Height.Full * Width.Full, pitch = padded.PositionOffset(1, 0), full = Depth.Full * area;
        T* y = Y + channel * outputs * full + (Depth.Start + plane * Depth.Step) * area + (Height.Start + row * Height.Step) * Width.Full + Width.Start;
        T* scratch = stackalloc T[12 * lanes];
        bool direct = Width.Step == 1 && columns >= lanes;
        // Two rows of two vectors each, or four rows of one; the last ones overlap those before them.
        bool wide = columns > lanes;
        nint tall = wide ? 2 : 4, last = nint.Max(rows - tall, 0);
        nint down = wide ? 0 : rows > 1 ? 1 : 0, next = wide ? (rows > 1 ? 1 : 0) : rows > 3 ? 2 : rows > 2 ? 1 : 0;
        var task = new Task
        {
            Levels = levels, Count = count, Weights = weights, WeightRow = Weights.Levels, Bias = Weights.Bias == null ? null : Weights.Bias + group * outputs,
            SourceRow = next * pitch, Floor = Accumulation.Floor<T>(Activation),
        };
        nint rowStep = Height.Step * Width.Full;
        for (nint r = 0; r < rows; r += tall)
        {
            r = nint.Min(r, last);
            for (nint x = 0; x < columns; x += wide ? 2 * lanes : columns)
            {
                nint left = wide && x + 2 * lanes > columns ? nint.Max(columns - 2 * lanes, 0) : x;
                nint across = wide ? nint.Min(lanes, columns - lanes) : 0;
                task.Source = padded.Pointer + padded.PositionOffset(r, left);
                task.SourceColumn = across + down * pitch;
                task.Target = direct ? y + r * rowStep + left : scratch;
                task.TargetColumn = direct ? across + down * rowStep : lanes;
                task.TargetRow = direct ? next * rowStep : 2 * lanes;
                task.TargetOutput = direct ? full : 4 * lanes;
                Run(&task, outputs);
                if (direct) continue;
                nint valid = nint.Min(lanes, columns);
                for (nint o = 0; o < outputs; o++)
                    for (int v = 0; v < 4; v++)
                    {
                        T* target = y + o * full + (r + v % 2 * down + v / 2 * next) * rowStep + (left + v % 2 * across) * Width.Step;
                        T* source = scratch + (o * 4 + v) * lanes;
                        for (nint q = 0; q < valid; q++) target[q * Width.Step] = source[q];
                    }
            }
        }
        if (Activation != Activation.Gelu) return;
        for (nint o = 0; o < outputs; o++) ActivationPass.Gelu(y + o * full, 1, rows * columns, 0);
    }

    private static void Run(Task* task, nint outputs)
    {
        if (outputs == 3)
        {
            Sum<Three>(task);
            return;
        }
        Sum<One>(task);
        if (outputs == 1) return;
        Task second = *task;
        second.Weights += task->WeightRow;
        second.Target += task->TargetOutput;
        if (task->Bias != null) second.Bias++;
        Sum<One>(&second);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TOutputs>(Task* task)
        where TOutputs : struct, ITileCount
    {
        T* bias = task->Bias;
        Vector<T> a0 = bias == null ? default : Vector.Create(bias[0]), a1 = a0, a2 = a0, a3 = a0;
        Vector<T> b0 = TOutputs.Value < 3 || bias == null ? default : Vector.Create(bias[1]), b1 = b0, b2 = b0, b3 = b0;
        Vector<T> c0 = TOutputs.Value < 3 || bias == null ? default : Vector.Create(bias[2]), c1 = c0, c2 = c0, c3 = c0;
        nint* levels = task->Levels, end = levels + task->Count;
        nint column = task->SourceColumn, row = task->SourceRow, weightRow = task->WeightRow;
        T* weights = task->Weights, source = task->Source;
        for (; levels < end; levels++, weights++)
        {
            T* from = source + *levels;
            Vector<T> x0 = Vector.Load(from), x1 = Vector.Load(from + column);
            from += row;
            Vector<T> x2 = Vector.Load(from), x3 = Vector.Load(from + column), w = Vector.Create(*weights);
            a0 = TileKernel.MultiplyAdd(w, x0, a0);
            a1 = TileKernel.MultiplyAdd(w, x1, a1);
            a2 = TileKernel.MultiplyAdd(w, x2, a2);
            a3 = TileKernel.MultiplyAdd(w, x3, a3);
            if (TOutputs.Value == 3)
            {
                w = Vector.Create(weights[weightRow]);
                b0 = TileKernel.MultiplyAdd(w, x0, b0);
                b1 = TileKernel.MultiplyAdd(w, x1, b1);
                b2 = TileKernel.MultiplyAdd(w, x2, b2);
                b3 = TileKernel.MultiplyAdd(w, x3, b3);
                w = Vector.Create(weights[2 * weightRow]);
                c0 = TileKernel.MultiplyAdd(w, x0, c0);
                c1 = TileKernel.MultiplyAdd(w, x1, c1);
                c2 = TileKernel.MultiplyAdd(w, x2, c2);
                c3 = TileKernel.MultiplyAdd(w, x3, c3);
            }
        }
        Vector<T> floor = Vector.Create(task->Floor);
        Store(task, task->Target, floor, a0, a1, a2, a3);
        if (TOutputs.Value != 3) return;
        Store(task, task->Target + task->TargetOutput, floor, b0, b1, b2, b3);
        Store(task, task->Target + 2 * task->TargetOutput, floor, c0, c1, c2, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Task* task, T* target, Vector<T> floor, Vector<T> x0, Vector<T> x1, Vector<T> x2, Vector<T> x3)
    {
        nint column = task->TargetColumn;
        Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x0, floor), floor, x0), target);
        Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x1, floor), floor, x1), target + column);
        target += task->TargetRow;
        Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x2, floor), floor, x2), target);
        Vector.Store(Vector.ConditionalSelect(Vector.LessThan(x3, floor), floor, x3), target + column);
    }
}
