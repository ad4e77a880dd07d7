using System;
using System.Numerics;
using System.Runtime.CompilerServices;
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
        padded.Tabulate(1, levels);
        Measure(in job->Shape, distances);
        T* found = stackalloc T[lanes];
        long* positions = stackalloc long[lanes];
        // Positions are counted in the element's size.
        int step = sizeof(T) == 8 || job->Shape.Input.Volume < int.MaxValue ? lanes : 1;
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
                for (nint x = 0; x < count; x += step)
                {
                    // The last vector overlaps the one before it.
                    if (x + step > count && count >= step) x = count - step;
                    T* from = source + x;
                    bool whole = x + step <= count;
                    T* values = whole ? job->Y + output + x : found;
                    long* places = job->Indices == null ? null : whole ? job->Indices + output + x : positions;
                    bool nothing = step > 1
                        ? Best(from, job->Width.Stride, levels, distances, taps, values, places, corner + x * job->Width.Stride)
                        : BestOne(from, levels, distances, taps, values, places, corner + x * job->Width.Stride);
                    int valid = (int)nint.Min(step, count - x);
                    for (int q = 0; nothing && places != null && q < valid; q++)
                        if (Wide(values[q]) == double.NegativeInfinity) places[q] = First(job, z, row + r, x + q);
                    for (int q = 0; !whole && q < valid; q++)
                    {
                        job->Y[output + x + q] = values[q];
                        if (places != null) job->Indices[output + x + q] = places[q];
                    }
                }
            }
        }
    }

    // Every tap's distance from its window's corner in the plane.
    private static void Measure(in ConvolutionShape shape, nint* distances)
    {
        for (nint d = 0; d < shape.Kernel[0]; d++)
            for (nint h = 0; h < shape.Kernel[1]; h++)
                for (nint w = 0; w < shape.Kernel[2]; w++)
                    *distances++ = (d * shape.Dilation[0] * shape.Input[1] + h * shape.Dilation[1]) * shape.Input[2] + w * shape.Dilation[2];
    }

    /// <summary>
    /// The greatest of each lane's window and, unless null, its position: the tap's distance from the lane's corner. True when a
    /// lane found nothing greater than minus infinity.
    /// </summary>
    private static bool Best<T>(T* source, nint stride, nint* levels, nint* distances, int taps, T* values, long* places, nint corner)
        where T : unmanaged
    {
        Vector<T> best = Vector.Load(source + levels[0]), tap = Vector<T>.Zero;
        if (places == null)
        {
            for (int t = 1; t < taps; t++)
            {
                Vector<T> value = Vector.Load(source + levels[t]);
                best = Vector.ConditionalSelect(Vector.GreaterThan(value, best) | ~Vector.Equals(value, value), value, best);
            }
            Vector.Store(best, values);
            return false;
        }
        for (int t = 1; t < taps; t++)
        {
            Vector<T> value = Vector.Load(source + levels[t]);
            Vector<T> better = Vector.GreaterThan(value, best) | ~Vector.Equals(value, value);
            best = Vector.ConditionalSelect(better, value, best);
            tap = Vector.ConditionalSelect(better, Whole<T>(distances[t]), tap);
        }
        Vector.Store(best, values);
        if (typeof(T) == typeof(float))
        {
            Vector.Widen(Vector.As<T, int>(tap), out Vector<long> low, out Vector<long> high);
            Vector<long> step = Vector.CreateSequence<long>(corner, stride);
            Vector.Store(low + step, places);
            Vector.Store(high + step + Vector.Create((long)(Vector<long>.Count * stride)), places + Vector<long>.Count);
        }
        else
        {
            Vector.Store(Vector.As<T, long>(tap) + Vector.CreateSequence<long>(corner, stride), places);
        }
        return Vector.EqualsAny(best, Vector.Create(Accumulation.Floor<T>(Activation.None)));
    }

    // An integer of the element's size in every lane.
    private static Vector<T> Whole<T>(nint number)
        where T : unmanaged
        => typeof(T) == typeof(float) ? Vector.As<int, T>(Vector.Create((int)number)) : Vector.As<long, T>(Vector.Create((long)number));

    private static bool BestOne<T>(T* source, nint* levels, nint* distances, int taps, T* values, long* places, nint corner)
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
        *values = source[levels[tap]];
        if (places != null) *places = corner + distances[tap];
        return best == double.NegativeInfinity;
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

    private static void AverageUnits<T>(void* context, nint begin, nint end)
        where T : unmanaged
    {
        var job = (Job<T>*)context;
        using var padded = new PaddedRows<T>(in job->Depth, in job->Height, in job->Width, 1, job->UnitRows);
        int taps = (int)job->Shape.Kernel.Volume, lanes = Vector<T>.Count;
        nint count = job->Width.Output;
        using var table = new Workspace(taps * sizeof(nint) + (count + lanes) * sizeof(T));
        nint* levels = (nint*)table.Pointer;
        padded.Tabulate(1, levels);
        var counts = (T*)(levels + taps);
        for (nint x = 0; x < count + lanes; x++) counts[x] = Accumulation.Scalar<T>(job->Divisor != 0 || x >= count ? 1 : Count(job, 2, x));
        T* sums = stackalloc T[lanes];
        for (nint unit = begin; unit < end; unit++)
        {
            nint row = unit % job->RowUnits * job->UnitRows, rest = unit / job->RowUnits;
            nint z = rest % job->Depth.Output, plane = rest / job->Depth.Output;
            nint rows = nint.Min(job->UnitRows, job->Height.Output - row);
            padded.Fill(job->X + plane * job->Shape.Input.Volume, 1, z, row);
            T* output = job->Y + ((plane * job->Depth.Output + z) * job->Height.Output + row) * count;
            for (nint r = 0; r < rows; r++, output += count)
            {
                T* source = padded.Pointer + padded.PositionOffset(r, 0);
                T factor = Accumulation.Scalar<T>(job->Divisor != 0 ? job->Divisor : (double)(Count(job, 0, z) * Count(job, 1, row + r)));
                for (nint x = 0; x < count; x += lanes)
                {
                    // The last vector overlaps the one before it.
                    if (x + lanes > count && count >= lanes) x = count - lanes;
                    T* from = source + x;
                    Vector<T> total = Vector<T>.Zero;
                    for (int t = 0; t < taps; t++) total += Vector.Load(from + levels[t]);
                    Vector.Store(total / (Vector.Create(factor) * Vector.Load(counts + x)), x + lanes <= count ? output + x : sums);
                    for (int q = 0; x + lanes > count && x + q < count; q++) output[x + q] = sums[q];
                }
            }
        }
    }

    private static T Divide<T>(T value, T divisor)
        where T : unmanaged
        => typeof(T) == typeof(float)
            ? Unsafe.BitCast<float, T>(Unsafe.BitCast<T, float>(value) / Unsafe.BitCast<T, float>(divisor))
            : Unsafe.BitCast<double, T>(Unsafe.BitCast<T, double>(value) / Unsafe.BitCast<T, double>(divisor));

    // Elements of a dimension that a window's mean is divided by.
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
        using var line = new Workspace(2 * output[2] * sizeof(T));
        var shares = (T*)line.Pointer;
        T* counts = shares + output[2];
        for (nint x = 0; x < output[2]; x++) counts[x] = Accumulation.Scalar<T>(job->Divisor != 0 ? 1 : Count(job, 2, x));
        for (nint plane = begin; plane < end; plane++)
        {
            T* target = job->Y + plane * input.Volume;
            T* gradient = job->X + plane * output.Volume;
            for (nint i = 0; i < input.Volume; i++) target[i] = default;
            for (nint z = 0; z < output[0]; z++)
                for (nint y = 0; y < output[1]; y++, gradient += output[2])
                {
                    T factor = Accumulation.Scalar<T>(job->Divisor != 0 ? job->Divisor : (double)(Count(job, 0, z) * Count(job, 1, y)));
                    for (nint x = 0; x < output[2]; x++) shares[x] = Divide(gradient[x], Accumulation.Multiply(factor, counts[x]));
                    nint z0 = z * stride[0] - padding[0], y0 = y * stride[1] - padding[1];
                    for (nint d = nint.Max(z0, 0); d < nint.Min(z0 + window[0], input[0]); d++)
                        for (nint h = nint.Max(y0, 0); h < nint.Min(y0 + window[1], input[1]); h++)
                            for (nint w = 0; w < window[2]; w++)
                                Spread(shares, output[2], target + (d * input[1] + h) * input[2], input[2], stride[2], w - padding[2]);
                }
        }
    }

    // line[x stride + offset] += shares[x] for the positions inside.
    private static void Spread<T>(T* shares, nint count, T* line, nint size, nint stride, nint offset)
        where T : unmanaged
    {
        nint x = offset >= 0 ? 0 : (-offset + stride - 1) / stride, end = nint.Min(count, (size - offset + stride - 1) / stride);
        line += offset;
        for (; stride == 1 && x + Vector<T>.Count <= end; x += Vector<T>.Count)
            Vector.Store(Vector.Load(line + x) + Vector.Load(shares + x), line + x);
        for (; x < end; x++) line[x * stride] = Accumulation.Add(line[x * stride], shares[x]);
    }
}
