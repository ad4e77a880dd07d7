using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Cpu.Conv;

/// <summary>Maximum and average pooling of float or double planes, and their gradients.</summary>
public static unsafe class Pooling
{
    private const nint UnitPositions = 2048;

    private struct Job<T>
        where T : unmanaged
    {
        public ConvolutionShape Shape;
        public TapAxis Depth, Height, Width;
        public T* X;
        public T* Y;
        public long* Indices;
        public nint UnitRows, RowUnits;
        public bool CountPadding;
        public long Divisor;
    }

    /// <summary>
    /// The greatest element of every window and its position within the input plane (row-major). NaN counts as greatest;
    /// of equals the first wins. <paramref name="indices"/> may be null.
    /// </summary>
    /// <exception cref="ArgumentException">The shape describes no pooling.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Maximum<T>(in PoolingShape shape, T* x, T* y, long* indices)
        where T : unmanaged
        => Run(in shape, new Job<T> { X = x, Y = y, Indices = indices }, &MaximumUnits<T>);

    /// <summary>
    /// The mean of every window. The divisor is <paramref name="divisor"/> if not 0, else the number of elements, padding
    /// counted or not.
    /// </summary>
    /// <exception cref="ArgumentException">The shape describes no pooling.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Average<T>(in PoolingShape shape, T* x, T* y, bool countPadding, long divisor = 0)
        where T : unmanaged
        => Run(in shape, new Job<T> { X = x, Y = y, CountPadding = countPadding, Divisor = divisor }, &AverageUnits<T>);

    /// <summary>Adds every output's gradient at the position it came from; the result is cleared first. Only extents count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside of its plane.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void MaximumGradient<T>(in PoolingShape shape, T* gradient, long* indices, T* result)
        where T : unmanaged
    {
        var extents = new ConvolutionShape { Input = shape.Input, Output = shape.Output };
        var job = new Job<T> { Shape = extents, X = gradient, Y = result, Indices = indices };
        Team.Run(shape.Planes, nint.Max(1, 20_000 / nint.Max(shape.Output.Volume, 1)), &MaximumGradientPlanes<T>, &job);
    }

    /// <summary>Spreads every output's gradient evenly over its window; the result is cleared first.</summary>
    /// <exception cref="ArgumentException">The shape describes no pooling.</exception>
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void AverageGradient<T>(in PoolingShape shape, T* gradient, T* result, bool countPadding, long divisor = 0)
        where T : unmanaged
    {
        var job = new Job<T> { Shape = Require<T>(in shape), X = gradient, Y = result, CountPadding = countPadding, Divisor = divisor };
        Team.Run(shape.Planes, nint.Max(1, 5_000 / nint.Max(shape.Output.Volume, 1)), &AverageGradientPlanes<T>, &job);
    }

    private static ConvolutionShape Require<T>(in PoolingShape shape) =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double)
            ? shape.Check()
            : throw new NotSupportedException($"There is no pooling of elements of type {typeof(T).Name}.");

    private static void Run<T>(in PoolingShape shape, Job<T> job, delegate*<void*, nint, nint, void> units)
        where T : unmanaged
    {
        job.Shape = Require<T>(in shape);
        nint kernels = shape.Window[0] + shape.Window[1] + shape.Window[2];
        using var table = new Workspace(2 * kernels * sizeof(nint));
        nint* taps = (nint*)table.Pointer;
        job.Depth = TapAxis.Forward(in job.Shape, 0, taps, taps + kernels);
        job.Height = TapAxis.Forward(in job.Shape, 1, taps + shape.Window[0], taps + kernels);
        job.Width = TapAxis.Forward(in job.Shape, 2, taps + shape.Window[0] + shape.Window[1], taps + kernels);
        if (shape.Output.Volume == 0) return;
        job.UnitRows = nint.Clamp(UnitPositions / job.Width.Output, 1, job.Height.Output);
        job.RowUnits = (job.Height.Output + job.UnitRows - 1) / job.UnitRows;
        nint grain = nint.Max(1, 20_000 / (job.UnitRows * job.Width.Output * shape.Window.Volume));
        Team.Run(shape.Planes * job.Depth.Output * job.RowUnits, grain, units, &job);
    }

    private static bool IsVector<T>(in TapAxis width)
        where T : unmanaged
        => width.Stride == 1 || (width.Stride == 2 && typeof(T) == typeof(float) && Avx2.IsSupported && Vector<T>.Count == 8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Load<T>(T* from, nint stride)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && stride == 2) return Vector.As<float, T>(PositionPanel.EverySecond((float*)from).AsVector());
        return Vector.Load(from);
    }

    private static void MaximumUnits<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        T least = Accumulation.Floor<T>(Activation.None);
        using var padded = new PaddedRows<T>(in job->Depth, in job->Height, in job->Width, 1, job->UnitRows, padding: least);
        int taps = (int)job->Shape.Kernel.Volume, lanes = Vector<T>.Count;
        using var table = new Workspace(2 * taps * sizeof(nint));
        nint* levels = (nint*)table.Pointer;
        nint* distances = levels + taps;
        nint count = job->Width.Output, height = job->Height.Input, width = job->Width.Input;
        Tabulate(job, in padded, levels, distances);
        T* found = stackalloc T[lanes];
        T* chosen = stackalloc T[lanes];
        for (nint unit = begin; unit < end; unit++)
        {
            nint row = unit % job->RowUnits * job->UnitRows, rest = unit / job->RowUnits;
            nint z = rest % job->Depth.Output, plane = rest / job->Depth.Output;
            nint rows = nint.Min(job->UnitRows, job->Height.Output - row);
            padded.Fill(job->X + plane * job->Shape.Input.Volume, 1, z, row);
            nint output = ((plane * job->Depth.Output + z) * job->Height.Output + row) * count;
            for (nint r = 0; r < rows; r++, output += count)
            {
                T* source = padded.Pointer + padded.PositionOffset(r, 0);
                nint corner = ((z * job->Depth.Stride - job->Shape.Padding[0]) * height
                    + (row + r) * job->Height.Stride - job->Shape.Padding[1]) * width - job->Shape.Padding[2];
                int step = IsVector<T>(in job->Width) ? lanes : 1;
                for (nint x = 0; x < count; x += step)
                {
                    int valid = (int)nint.Min(step, count - x);
                    if (step > 1) Best(source + x * job->Width.Stride, job->Width.Stride, levels, taps, found, chosen);
                    else BestOne(source + x * job->Width.Stride, levels, taps, found, chosen);
                    for (int q = 0; q < valid; q++) job->Y[output + x + q] = found[q];
                    if (job->Indices == null) continue;
                    for (int q = 0; q < valid; q++)
                    {
                        nint at = (x + q) * job->Width.Stride;
                        bool nothing = Same(found[q], least);
                        job->Indices[output + x + q] = nothing
                            ? First(job, z, row + r, x + q)
                            : corner + at + distances[Tap(chosen[q])];
                    }
                }
            }
        }
    }

    private static void Tabulate<T>(Job<T>* job, in PaddedRows<T> padded, nint* levels, nint* distances)
        where T : unmanaged
    {
        Extents dilation = job->Shape.Dilation;
        for (int d = 0; d < job->Depth.Count; d++)
            for (int h = 0; h < job->Height.Count; h++)
                for (int w = 0; w < job->Width.Count; w++)
                {
                    *levels++ = padded.TapOffset(0, d, h, w);
                    *distances++ = (d * dilation[0] * job->Height.Input + h * dilation[1]) * job->Width.Input + w * dilation[2];
                }
    }

    /// <summary>The greatest of each lane's window and, as a number of the same type, which tap it is.</summary>
    private static void Best<T>(T* source, nint stride, nint* levels, int taps, T* found, T* chosen)
        where T : unmanaged
    {
        Vector<T> best = Load(source + levels[0], stride), tap = Vector<T>.Zero, number = Vector<T>.Zero;
        for (int t = 1; t < taps; t++)
        {
            Vector<T> value = Load(source + levels[t], stride);
            number += Vector<T>.One;
            Vector<T> better = Vector.GreaterThan(value, best) | ~Vector.Equals(value, value);
            best = Vector.ConditionalSelect(better, value, best);
            tap = Vector.ConditionalSelect(better, number, tap);
        }
        Vector.Store(best, found);
        Vector.Store(tap, chosen);
    }

    private static void BestOne<T>(T* source, nint* levels, int taps, T* found, T* chosen)
        where T : unmanaged
    {
        double best = Wide(source[levels[0]]);
        int tap = 0;
        for (int t = 1; t < taps; t++)
        {
            double value = Wide(source[levels[t]]);
            if (!(value > best) && !double.IsNaN(value)) continue;
            best = value;
            tap = t;
        }
        *found = source[levels[tap]];
        *chosen = typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>(tap) : Unsafe.BitCast<double, T>(tap);
    }

    /// <summary>The first position of a window that lies inside: the answer where all elements are minus infinity.</summary>
    private static long First<T>(Job<T>* job, nint z, nint y, nint x)
        where T : unmanaged
    {
        Extents at = Extents.Of(z, y, x);
        nint index = 0;
        for (int d = 0; d < 3; d++)
        {
            nint start = at[d] * job->Shape.Stride[d] - job->Shape.Padding[d];
            while (start < 0) start += job->Shape.Dilation[d];
            // A dilated window may step over the input altogether.
            index = index * job->Shape.Input[d] + nint.Min(start, job->Shape.Input[d] - 1);
        }
        return index;
    }

    private static double Wide<T>(T value) where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);

    private static bool Same<T>(T value, T other) where T : unmanaged => Wide(value) == Wide(other);

    private static int Tap<T>(T number) where T : unmanaged => (int)Wide(number);

    private static void AverageUnits<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        using var padded = new PaddedRows<T>(in job->Depth, in job->Height, in job->Width, 1, job->UnitRows);
        int taps = (int)job->Shape.Kernel.Volume, lanes = Vector<T>.Count;
        using var table = new Workspace(2 * taps * sizeof(nint));
        nint* levels = (nint*)table.Pointer;
        Tabulate(job, in padded, levels, levels + taps);
        nint count = job->Width.Output;
        T* sums = stackalloc T[lanes];
        for (nint unit = begin; unit < end; unit++)
        {
            nint row = unit % job->RowUnits * job->UnitRows, rest = unit / job->RowUnits;
            nint z = rest % job->Depth.Output, plane = rest / job->Depth.Output;
            nint rows = nint.Min(job->UnitRows, job->Height.Output - row);
            padded.Fill(job->X + plane * job->Shape.Input.Volume, 1, z, row);
            nint output = ((plane * job->Depth.Output + z) * job->Height.Output + row) * count;
            for (nint r = 0; r < rows; r++, output += count)
            {
                T* source = padded.Pointer + padded.PositionOffset(r, 0);
                int step = IsVector<T>(in job->Width) ? lanes : 1;
                for (nint x = 0; x < count; x += step)
                {
                    T* from = source + x * job->Width.Stride;
                    if (step > 1)
                    {
                        Vector<T> sum = Vector<T>.Zero;
                        for (int t = 0; t < taps; t++) sum += Load(from + levels[t], job->Width.Stride);
                        Vector.Store(sum, sums);
                    }
                    else
                    {
                        T sum = default;
                        for (int t = 0; t < taps; t++) sum = Accumulation.Add(sum, from[levels[t]]);
                        *sums = sum;
                    }
                    for (int q = 0; q < step && x + q < count; q++)
                        job->Y[output + x + q] = Divide(sums[q], Count(job, z, row + r, x + q));
                }
            }
        }
    }

    private static T Divide<T>(T value, long divisor)
        where T : unmanaged
        => typeof(T) == typeof(float)
            ? Unsafe.BitCast<float, T>(Unsafe.BitCast<T, float>(value) / divisor)
            : Unsafe.BitCast<double, T>(Unsafe.BitCast<T, double>(value) / divisor);

    /// <summary>What the sum of the window at an output position is divided by.</summary>
    private static long Count<T>(Job<T>* job, nint z, nint y, nint x)
        where T : unmanaged
        => job->Divisor != 0 ? job->Divisor : (long)Count(job, 0, z) * Count(job, 1, y) * Count(job, 2, x);

    private static nint Count<T>(Job<T>* job, int d, nint at)
        where T : unmanaged
    {
        ref readonly ConvolutionShape shape = ref job->Shape;
        nint start = at * shape.Stride[d] - shape.Padding[d], end = start + shape.Kernel[d];
        // A partial last window ends where the padding does.
        return job->CountPadding
            ? nint.Min(end, shape.Input[d] + shape.Padding[d]) - start
            : nint.Min(end, shape.Input[d]) - nint.Max(start, 0);
    }

    private static void MaximumGradientPlanes<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        nint input = job->Shape.Input.Volume, output = job->Shape.Output.Volume;
        for (nint plane = begin; plane < end; plane++)
        {
            T* target = job->Y + plane * input;
            T* gradient = job->X + plane * output;
            long* indices = job->Indices + plane * output;
            for (nint i = 0; i < input; i++) target[i] = default;
            for (nint i = 0; i < output; i++)
            {
                if ((ulong)indices[i] >= (ulong)input) throw new ArgumentOutOfRangeException(nameof(indices));
                target[indices[i]] = Accumulation.Add(target[indices[i]], gradient[i]);
            }
        }
    }

    private static void AverageGradientPlanes<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        Extents input = job->Shape.Input, output = job->Shape.Output, stride = job->Shape.Stride, padding = job->Shape.Padding;
        Extents window = job->Shape.Kernel;
        for (nint plane = begin; plane < end; plane++)
        {
            T* target = job->Y + plane * input.Volume;
            T* gradient = job->X + plane * output.Volume;
            for (nint i = 0; i < input.Volume; i++) target[i] = default;
            for (nint z = 0; z < output[0]; z++)
                for (nint y = 0; y < output[1]; y++)
                    for (nint x = 0; x < output[2]; x++, gradient++)
                    {
                        T share = Divide(*gradient, Count(job, z, y, x));
                        nint z0 = z * stride[0] - padding[0], y0 = y * stride[1] - padding[1], x0 = x * stride[2] - padding[2];
                        for (nint d = nint.Max(z0, 0); d < nint.Min(z0 + window[0], input[0]); d++)
                            for (nint h = nint.Max(y0, 0); h < nint.Min(y0 + window[1], input[1]); h++)
                            {
                                T* line = target + (d * input[1] + h) * input[2];
                                for (nint w = nint.Max(x0, 0); w < nint.Min(x0 + window[2], input[2]); w++)
                                    line[w] = Accumulation.Add(line[w], share);
                            }
                    }
        }
    }
}
