using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Simd;
using Lucid.Cpu.Threads;

namespace Lucid.Cpu.NN;

/// <summary>
/// How dense numbers fall into units that are normalised together. A unit is <see cref="Rows"/> runs of <see cref="Inner"/>
/// elements; run r of unit u has weight (u mod <see cref="Period"/>) <see cref="UnitWeights"/> + r <see cref="RowWeights"/>.
/// </summary>
public readonly struct NormalisationShape
{
    /// <summary>Units, and runs of each.</summary>
    public nint Units { get; init; }

    /// <inheritdoc cref="Units"/>
    public nint Rows { get; init; }

    /// <summary>Elements of a run.</summary>
    public nint Inner { get; init; }

    /// <summary>Elements from one unit to the next, and from one run to the next.</summary>
    public nint UnitStride { get; init; }

    /// <inheritdoc cref="UnitStride"/>
    public nint RowStride { get; init; }

    /// <summary>Where a run's weight and bias are.</summary>
    public nint Period { get; init; }

    /// <inheritdoc cref="Period"/>
    public nint UnitWeights { get; init; }

    /// <inheritdoc cref="Period"/>
    public nint RowWeights { get; init; }

    /// <summary>Channels over samples and positions (S. Ioffe, C. Szegedy, 2015): (outer, channels, inner).</summary>
    public static NormalisationShape Batch(nint outer, nint channels, nint inner) => new()
    {
        Units = channels, Rows = outer, Inner = inner, UnitStride = inner, RowStride = channels * inner, Period = channels, UnitWeights = 1,
    };

    /// <summary>Groups of channels of each sample (Y. Wu, K. He, 2018): (samples, groups, channels of a group, inner).</summary>
    public static NormalisationShape Group(nint samples, nint groups, nint channels, nint inner) => new()
    {
        Units = samples * groups, Rows = channels, Inner = inner, UnitStride = channels * inner, RowStride = inner, Period = groups,
        UnitWeights = channels, RowWeights = 1,
    };
}

/// <summary>Batch, group and instance normalisation: (x - mean) / √(variance + epsilon) weight + bias. T is float or double.</summary>
public static unsafe partial class Normalisation
{
    private struct Job
    {
        internal NormalisationShape Shape;
        internal void* X, G, Weight, Bias, O, Mean, Variance, Sums, Products;
        internal double Epsilon;
        internal bool Measured;
    }

    // (x - mean) factor + offset
    private readonly struct Standardise(double mean, double factor, double offset) : IUnaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> x) where T : unmanaged =>
            VectorMath.MultiplyAdd(x - VectorMath.Constant<T>(mean), VectorMath.Constant<T>(factor), VectorMath.Constant<T>(offset));
    }

    // g a + (x - mean) b + c
    private readonly struct Slope(double a, double mean, double b, double c) : IBinaryOperator
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Invoke<T>(Vector<T> g, Vector<T> x) where T : unmanaged => VectorMath.MultiplyAdd(g, VectorMath.Constant<T>(a),
            VectorMath.MultiplyAdd(x - VectorMath.Constant<T>(mean), VectorMath.Constant<T>(b), VectorMath.Constant<T>(c)));
    }

    /// <summary>Normalises; the statistics of each unit (variance with divisor n) are read when <paramref name="measured"/>,
    /// otherwise measured and written.</summary>
    /// <param name="shape">The units.</param>
    /// <param name="x">The numbers.</param>
    /// <param name="weight">Factors, or null for ones.</param>
    /// <param name="bias">Summands, or null for zeros.</param>
    /// <param name="mean">One for each unit.</param>
    /// <param name="variance">One for each unit.</param>
    /// <param name="o">As many as x; may be x.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="measured">Whether mean and variance are known.</param>
    public static void Forward<T>(in NormalisationShape shape, T* x, T* weight, T* bias, T* mean, T* variance, T* o, double epsilon, bool measured)
        where T : unmanaged
    {
        if (shape.Units == 0 || shape.Rows == 0 || shape.Inner == 0) return;
        Job job = new() { Shape = shape, X = x, Weight = weight, Bias = bias, Mean = mean, Variance = variance, O = o, Epsilon = epsilon, Measured = measured };
        if (AreColumns(in shape)) ForwardColumns<T>(&job);
        else Team.Run(shape.Units, Math.Max(1, 16384 / (shape.Rows * shape.Inner)), &ForwardUnits<T>, &job);
    }

    /// <summary>Gradient of x (or null) from the output's gradient g; of every run the sum of g and of g times the normalised x,
    /// (units, rows): sums of these are the gradients of bias and weight. With <paramref name="measured"/> the statistics
    /// were given and carry no gradient.</summary>
    public static void Backward<T>(in NormalisationShape shape, T* g, T* x, T* weight, T* mean, T* variance, T* gradient, T* sums, T* products,
        double epsilon, bool measured)
        where T : unmanaged
    {
        if (shape.Units == 0 || shape.Rows == 0 || shape.Inner == 0) return;
        Job job = new()
        {
            Shape = shape, G = g, X = x, Weight = weight, Mean = mean, Variance = variance, O = gradient, Sums = sums, Products = products,
            Epsilon = epsilon, Measured = measured,
        };
        if (AreColumns(in shape)) BackwardColumns<T>(&job);
        else Team.Run(shape.Units, Math.Max(1, 8192 / (shape.Rows * shape.Inner)), &BackwardUnits<T>, &job);
    }

    /// <summary>True when units are columns of a row-major matrix; sums and products are then one for each unit.</summary>
    public static bool AreColumns(in NormalisationShape shape) => shape.Inner == 1 && shape.RowWeights == 0;

    private static void ForwardUnits<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        NormalisationShape shape = job->Shape;
        for (nint unit = begin; unit < end; unit++)
        {
            T* x = (T*)job->X + unit * shape.UnitStride, o = (T*)job->O + unit * shape.UnitStride, mean = (T*)job->Mean + unit;
            T* variance = (T*)job->Variance + unit;
            double center = Wide(*mean), spread = Wide(*variance);
            if (!job->Measured)
            {
                Moments moments = default;
                for (nint r = 0; r < shape.Rows; r++)
                    for (nint at = 0; at < shape.Inner; at += 2048)
                        default(MomentReducer<T>).Row(ref moments, x + r * shape.RowStride + at, Math.Min(2048, shape.Inner - at), at);
                (center, spread) = (moments.Mean, moments.Squares / moments.Count);
                *mean = Narrow<T>(center);
                *variance = Narrow<T>(spread);
            }
            double reciprocal = 1 / Math.Sqrt(spread + job->Epsilon);
            for (nint r = 0; r < shape.Rows; r++)
            {
                nint w = unit % shape.Period * shape.UnitWeights + r * shape.RowWeights;
                double factor = job->Weight == null ? reciprocal : reciprocal * Wide(((T*)job->Weight)[w]);
                double offset = job->Bias == null ? 0 : Wide(((T*)job->Bias)[w]);
                VectorLoops.Unary(new Standardise(center, factor, offset), x + r * shape.RowStride, o + r * shape.RowStride, shape.Inner, false);
            }
        }
    }

    // dx = r (w g - mean(w g) - x̂ mean(w g x̂)), x̂ = (x - mean) r
    private static void BackwardUnits<T>(void* context, nint begin, nint end) where T : unmanaged
    {
        Job* job = (Job*)context;
        NormalisationShape shape = job->Shape;
        double count = (double)shape.Rows * shape.Inner;
        for (nint unit = begin; unit < end; unit++)
        {
            T* x = (T*)job->X + unit * shape.UnitStride, g = (T*)job->G + unit * shape.UnitStride, o = (T*)job->O + unit * shape.UnitStride;
            double mean = Wide(((T*)job->Mean)[unit]), reciprocal = 1 / Math.Sqrt(Wide(((T*)job->Variance)[unit]) + job->Epsilon);
            double total = 0, dot = 0;
            T* weight = (T*)job->Weight;
            nint first = unit % shape.Period * shape.UnitWeights;
            for (nint r = 0; r < shape.Rows; r++)
            {
                (double sum, double product) = RunSums(g + r * shape.RowStride, x + r * shape.RowStride, mean, shape.Inner);
                product *= reciprocal;
                ((T*)job->Sums)[unit * shape.Rows + r] = Narrow<T>(sum);
                ((T*)job->Products)[unit * shape.Rows + r] = Narrow<T>(product);
                double w = weight == null ? 1 : Wide(weight[first + r * shape.RowWeights]);
                total += w * sum;
                dot += w * product;
            }
            if (job->O == null) continue;
            (double b, double c) = job->Measured ? (0, 0) : (-reciprocal * reciprocal * dot / count, -reciprocal * total / count);
            for (nint r = 0; r < shape.Rows; r++)
            {
                double a = weight == null ? reciprocal : reciprocal * Wide(weight[first + r * shape.RowWeights]);
                nint at = r * shape.RowStride;
                VectorLoops.Binary(new Slope(a, mean, b, c), g + at, false, x + at, false, o + at, shape.Inner, false);
            }
        }
    }

    // Σ g and Σ g (x - mean), in blocks that are joined in double.
    private static (double Sum, double Product) RunSums<T>(T* g, T* x, double mean, nint count) where T : unmanaged
    {
        nint w = Vector<T>.Count;
        Vector<T> center = VectorMath.Constant<T>(mean);
        double sum = 0, product = 0;
        for (nint block = 0; block < count; block += 1024)
        {
            Vector<T> s = Vector<T>.Zero, s2 = s, p = s, p2 = s;
            nint end = Math.Min(count, block + 1024), j = block;
            for (; j <= end - 2 * w; j += 2 * w)
            {
                Vector<T> one = Vector.Load(g + j), two = Vector.Load(g + j + w);
                s += one;
                s2 += two;
                p = VectorMath.MultiplyAdd(one, Vector.Load(x + j) - center, p);
                p2 = VectorMath.MultiplyAdd(two, Vector.Load(x + j + w) - center, p2);
            }
            sum += Wide(Vector.Sum(s + s2));
            product += Wide(Vector.Sum(p + p2));
            for (; j < end; j++)
            {
                sum += Wide(g[j]);
                product += Wide(g[j]) * (Wide(x[j]) - mean);
            }
        }
        return (sum, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Wide<T>(T value) where T : unmanaged => ElementCast.Cast<T, double>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Narrow<T>(double value) where T : unmanaged => ElementCast.Cast<double, T>(value);
}
