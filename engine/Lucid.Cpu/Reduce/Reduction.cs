using System;
using System.Numerics;
using Lucid.Numerics;

namespace Lucid.Cpu.Reduce;

/// <summary>
/// Reductions over any set of dims. Strides count elements; the output is dense over the kept dims in order. Results are
/// the same for any thread count. NaN comes through extremes as in PyTorch.
/// </summary>
/// <remarks>
/// Every method throws <see cref="ArgumentException"/> for more than 64 dims or lists of unequal length. An empty reduction
/// gives the neutral element (0 for sums, 1 for products, NaN for means and variances); extremes of nothing are the
/// caller's error to report and give the neutral element here.
/// </remarks>
public static unsafe partial class Reduction
{
    private static void Summed<TFold, TIn, TOut>(TFold fold, double power, bool mean, ReadOnlySpan<long> shape, TIn* x,
        ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, TOut* o)
        where TFold : unmanaged, IFold
        where TIn : unmanaged
        where TOut : unmanaged
    {
        SumFinisher<TOut> finisher = new(power, mean);
        // Integers that become floating point (mean of integers) are exact in double up to 2^53.
        if (typeof(TIn) == typeof(float) || typeof(TIn) == typeof(Half) || typeof(TIn) == typeof(BFloat16))
            ReduceSteps<TIn, float, CompensatedSum, TOut, SumReducer<TFold, float>, SumFinisher<TOut>>
                .Run(new SumReducer<TFold, float>(fold), finisher, shape, x, xs, reduced, o, null, false);
        else
            ReduceSteps<TIn, double, CompensatedSum, TOut, SumReducer<TFold, double>, SumFinisher<TOut>>
                .Run(new SumReducer<TFold, double>(fold), finisher, shape, x, xs, reduced, o, null, false);
    }

    /// <summary>Sums. Floating-point elements accumulate in blocks of their own type (float for Half and BFloat16) whose
    /// sums are compensated in double; integers and bool (as byte) accumulate in 64 bits when TOut is an integer.</summary>
    public static void Sum<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, TOut* o)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (typeof(TIn) == typeof(Complex64)) SumComplex(shape, (float*)x, xs, reduced, (float*)o);
        else if (typeof(TIn) == typeof(Complex)) SumComplex(shape, (double*)x, xs, reduced, (double*)o);
        else if (typeof(TIn) == typeof(float) || typeof(TIn) == typeof(double) || typeof(TIn) == typeof(Half) || typeof(TIn) == typeof(BFloat16)
            || typeof(TOut) == typeof(float) || typeof(TOut) == typeof(double) || typeof(TOut) == typeof(Half) || typeof(TOut) == typeof(BFloat16))
            Summed(default(SumFold), 1, false, shape, x, xs, reduced, o);
        else
            ReduceSteps<TIn, long, long, TOut, FoldReducer<SumFold, long>, CastFinisher<long, TOut>>
                .Run(new FoldReducer<SumFold, long>(default), default, shape, x, xs, reduced, o, null, false);
    }

    // A complex array is a real one with a kept innermost dimension of two.
    private static void SumComplex<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, T* o)
        where T : unmanaged
    {
        int rank = shape.Length;
        Span<long> realShape = stackalloc long[rank + 1], realStrides = stackalloc long[rank + 1];
        Span<bool> realReduced = stackalloc bool[rank + 1];
        for (int d = 0; d < rank; d++)
        {
            realShape[d] = shape[d];
            realStrides[d] = 2 * xs[d];
            realReduced[d] = reduced[d];
        }
        realShape[rank] = 2;
        realStrides[rank] = 1;
        realReduced[rank] = false;
        Summed(default(SumFold), 1, false, realShape, x, realStrides, realReduced, o);
    }

    /// <summary>Arithmetic means; TOut is a floating-point type.</summary>
    public static void Mean<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, TOut* o)
        where TIn : unmanaged
        where TOut : unmanaged => Summed(default(SumFold), 1, true, shape, x, xs, reduced, o);

    /// <summary>
    /// Products: floating-point elements in blocks of their own type (float for Half and BFloat16) whose products are multiplied in
    /// double, integers in 64 bits.
    /// </summary>
    public static void Prod<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, TOut* o)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (typeof(TIn) == typeof(float) || typeof(TIn) == typeof(Half) || typeof(TIn) == typeof(BFloat16))
            ReduceSteps<TIn, float, double, TOut, ProductReducer<float>, CastFinisher<double, TOut>>
                .Run(default, default, shape, x, xs, reduced, o, null, false);
        else if (typeof(TIn) == typeof(double))
            ReduceSteps<double, double, double, TOut, ProductReducer<double>, CastFinisher<double, TOut>>
                .Run(default, default, shape, (double*)x, xs, reduced, o, null, false);
        else
            ReduceSteps<TIn, long, long, TOut, FoldReducer<ProductFold, long>, CastFinisher<long, TOut>>
                .Run(default, default, shape, x, xs, reduced, o, null, false);
    }

    /// <summary>Largest elements; NaN if there is one. Bool as byte.</summary>
    public static void Max<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, T* o)
        where T : unmanaged => Folded(default(MaximumFold), shape, x, xs, reduced, o);

    /// <summary>Smallest elements; NaN if there is one. Bool as byte.</summary>
    public static void Min<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, T* o)
        where T : unmanaged => Folded(default(MinimumFold), shape, x, xs, reduced, o);

    private static void Folded<TFold, TIn, TOut>(TFold fold, ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs,
        ReadOnlySpan<bool> reduced, TOut* o)
        where TFold : unmanaged, IFold
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (typeof(TIn) == typeof(Half) || typeof(TIn) == typeof(BFloat16))
            ReduceSteps<TIn, float, float, TOut, FoldReducer<TFold, float>, CastFinisher<float, TOut>>
                .Run(new FoldReducer<TFold, float>(fold), default, shape, x, xs, reduced, o, null, false);
        else
            ReduceSteps<TIn, TIn, TIn, TOut, FoldReducer<TFold, TIn>, CastFinisher<TIn, TOut>>
                .Run(new FoldReducer<TFold, TIn>(fold), default, shape, x, xs, reduced, o, null, false);
    }

    /// <summary>1 where any element is not zero (NaN counts as not zero).</summary>
    public static void Any<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, byte* o)
        where T : unmanaged => Masked(default(AnyFold), shape, x, xs, reduced, o);

    /// <summary>1 where no element is zero.</summary>
    public static void All<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, byte* o)
        where T : unmanaged => Masked(default(AllFold), shape, x, xs, reduced, o);

    private static void Masked<TFold, T>(TFold fold, ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, byte* o)
        where TFold : unmanaged, IFold
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
            ReduceSteps<T, float, float, byte, FoldReducer<TFold, float>, MaskFinisher<float>>
                .Run(new FoldReducer<TFold, float>(fold), default, shape, x, xs, reduced, o, null, false);
        else
            ReduceSteps<T, T, T, byte, FoldReducer<TFold, T>, MaskFinisher<T>>
                .Run(new FoldReducer<TFold, T>(fold), default, shape, x, xs, reduced, o, null, false);
    }

    /// <summary>Number of elements that are not zero.</summary>
    public static void CountNonZero<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, long* o)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16))
            Summed(default(CountNonZeroFold), 1, false, shape, x, xs, reduced, o);
        else
            ReduceSteps<T, long, long, long, FoldReducer<CountNonZeroFold, long>, CastFinisher<long, long>>
                .Run(new FoldReducer<CountNonZeroFold, long>(default), default, shape, x, xs, reduced, o, null, false);
    }

    /// <summary>Variance with divisor max(0, n - correction), by joined two-pass blocks (Chan, Golub and LeVeque).</summary>
    public static void Var<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced,
        double correction, TOut* o)
        where TIn : unmanaged
        where TOut : unmanaged => Moment(new VarianceFinisher<TOut>(correction, false), shape, x, xs, reduced, o, null);

    /// <summary>Standard deviation, the root of <see cref="Var"/>.</summary>
    public static void Std<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced,
        double correction, TOut* o)
        where TIn : unmanaged
        where TOut : unmanaged => Moment(new VarianceFinisher<TOut>(correction, true), shape, x, xs, reduced, o, null);

    /// <summary>Variance and, in one pass, the mean as float64.</summary>
    public static void VarMean<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced,
        double correction, TOut* variance, double* mean)
        where TIn : unmanaged
        where TOut : unmanaged => Moment(new VarianceAndMeanFinisher<TOut>(correction), shape, x, xs, reduced, variance, (long*)mean);

    private static void Moment<TFinisher, TIn, TOut>(TFinisher finisher, ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs,
        ReadOnlySpan<bool> reduced, TOut* o, long* second)
        where TFinisher : unmanaged, IFinisher<Moments, TOut>
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (typeof(TIn) == typeof(float) || typeof(TIn) == typeof(Half) || typeof(TIn) == typeof(BFloat16))
            ReduceSteps<TIn, float, Moments, TOut, MomentReducer<float>, TFinisher>
                .Run(default, finisher, shape, x, xs, reduced, o, second, false);
        else
            ReduceSteps<TIn, double, Moments, TOut, MomentReducer<double>, TFinisher>
                .Run(default, finisher, shape, x, xs, reduced, o, second, false);
    }

    /// <summary>Vector norms of order p: 0 counts non-zeros, ±infinity takes extremes of magnitudes.</summary>
    public static void Norm<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced,
        double p, TOut* o)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (p == 0) Summed(default(CountNonZeroFold), 1, false, shape, x, xs, reduced, o);
        else if (p == 1) Summed(default(SumOfMagnitudesFold), 1, false, shape, x, xs, reduced, o);
        else if (p == 2) Summed(default(SumOfSquaresFold), 0.5, false, shape, x, xs, reduced, o);
        else if (double.IsPositiveInfinity(p)) Folded(default(LargestMagnitudeFold), shape, x, xs, reduced, o);
        else if (double.IsNegativeInfinity(p)) Folded(default(SmallestMagnitudeFold), shape, x, xs, reduced, o);
        else Summed(new SumOfPowersFold(p), 1 / p, false, shape, x, xs, reduced, o);
    }

    /// <summary>ln Σ e^x without overflow; TOut is a floating-point type.</summary>
    public static void LogSumExp<TIn, TOut>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, TOut* o)
        where TIn : unmanaged
        where TOut : unmanaged
    {
        if (typeof(TIn) == typeof(float) || typeof(TIn) == typeof(Half) || typeof(TIn) == typeof(BFloat16))
            ReduceSteps<TIn, float, ScaledExponentials, TOut, LogSumExpReducer<float>, LogSumExpFinisher<TOut>>
                .Run(default, default, shape, x, xs, reduced, o, null, false);
        else
            ReduceSteps<TIn, double, ScaledExponentials, TOut, LogSumExpReducer<double>, LogSumExpFinisher<TOut>>
                .Run(default, default, shape, x, xs, reduced, o, null, false);
    }

    /// <summary>Position of the first largest element (of the first NaN), counted over the reduced dims flattened in order.</summary>
    public static void ArgMax<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, long* o)
        where T : unmanaged => Position<Larger, T>(shape, x, xs, reduced, o);

    /// <summary>Position of the first smallest element (of the first NaN), counted over the reduced dims flattened in order.</summary>
    public static void ArgMin<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, long* o)
        where T : unmanaged => Position<Smaller, T>(shape, x, xs, reduced, o);

    private static void Position<TOrder, T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, long* o)
        where TOrder : unmanaged, IOrder
        where T : unmanaged
    {
        if (typeof(T) == typeof(double)) Indexed<TOrder, T, double, long, IndexFinisher<double>>(shape, x, xs, reduced, o, null);
        else if (typeof(T) == typeof(long)) Indexed<TOrder, T, long, long, IndexFinisher<long>>(shape, x, xs, reduced, o, null);
        else if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16) || typeof(T) == typeof(float))
            Indexed<TOrder, T, float, long, IndexFinisher<float>>(shape, x, xs, reduced, o, null);
        else Indexed<TOrder, T, int, long, IndexFinisher<int>>(shape, x, xs, reduced, o, null);
    }

    private static void Indexed<TOrder, TIn, T, TOut, TFinisher>(ReadOnlySpan<long> shape, TIn* x, ReadOnlySpan<long> xs,
        ReadOnlySpan<bool> reduced, TOut* o, long* second)
        where TOrder : unmanaged, IOrder
        where TIn : unmanaged
        where T : unmanaged
        where TOut : unmanaged
        where TFinisher : unmanaged, IFinisher<Indexed<T>, TOut> =>
        ReduceSteps<TIn, T, Indexed<T>, TOut, IndexReducer<TOrder, T>, TFinisher>
            .Run(default, default, shape, x, xs, reduced, o, second, ordered: true);

    /// <summary>Largest elements and their first positions.</summary>
    public static void MaxWithIndex<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, T* values, long* indices)
        where T : unmanaged => ValueAndPosition<Larger, T>(shape, x, xs, reduced, values, indices);

    /// <summary>Smallest elements and their first positions.</summary>
    public static void MinWithIndex<T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, T* values, long* indices)
        where T : unmanaged => ValueAndPosition<Smaller, T>(shape, x, xs, reduced, values, indices);

    private static void ValueAndPosition<TOrder, T>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced,
        T* values, long* indices)
        where TOrder : unmanaged, IOrder
        where T : unmanaged
    {
        if (typeof(T) == typeof(double)) Indexed<TOrder, T, double, T, ValueFinisher<double, T>>(shape, x, xs, reduced, values, indices);
        else if (typeof(T) == typeof(long)) Indexed<TOrder, T, long, T, ValueFinisher<long, T>>(shape, x, xs, reduced, values, indices);
        else if (typeof(T) == typeof(Half) || typeof(T) == typeof(BFloat16) || typeof(T) == typeof(float))
            Indexed<TOrder, T, float, T, ValueFinisher<float, T>>(shape, x, xs, reduced, values, indices);
        else Indexed<TOrder, T, int, T, ValueFinisher<int, T>>(shape, x, xs, reduced, values, indices);
    }
}
