using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Simd;

namespace Lucid.Cpu.Reduce;

/// <summary>Count, mean and sum of squared deviations of a stretch.</summary>
internal struct Moments
{
    internal double Count, Mean, Squares;

    /// <summary>Joins two stretches (T. F. Chan, G. H. Golub, R. J. LeVeque, 1979).</summary>
    internal void Merge(double count, double mean, double squares)
    {
        if (count == 0) return;
        double total = Count + count, delta = mean - Mean;
        // Rounding may leave a sum of squares slightly below zero.
        Squares += Math.Max(0, squares) + delta * delta * (Count * count / total);
        Mean += delta * (count / total);
        Count = total;
    }
}

/// <summary>Mean and variance: two passes over each cached block, blocks joined in double.</summary>
internal readonly unsafe struct MomentReducer<T> : IReducer<T, Moments> where T : unmanaged
{
    private readonly struct SquaredDeviations(double mean) : IFold
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<TE> Identity<TE>() where TE : unmanaged => Vector<TE>.Zero;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<TE> Map<TE>(Vector<TE> x) where TE : unmanaged
        {
            Vector<TE> d = x - VectorMath.Constant<TE>(mean);
            return d * d;
        }
        [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<TE> Combine<TE>(Vector<TE> x, Vector<TE> y) where TE : unmanaged => x + y;
    }

    public Moments Empty => default;

    public void Row(ref Moments state, T* x, nint count, long position)
    {
        double mean = SumOf(FoldLoops.Lanes(default(SumFold), x, count)) / count;
        // Deviations are taken from the mean as an element; what that rounding shifts is put back.
        double center = ElementCast.Cast<T, double>(ElementCast.Cast<double, T>(mean));
        double squares = SumOf(FoldLoops.Lanes(new SquaredDeviations(center), x, count));
        state.Merge(count, mean, squares - (mean - center) * (mean - center) * count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double SumOf(Vector<T> v)
    {
        if (typeof(T) != typeof(float)) return ElementCast.Cast<T, double>(Vector.Sum(v));
        Vector.Widen(Vector.As<T, float>(v), out Vector<double> low, out Vector<double> high);
        return Vector.Sum(low + high);
    }

    [SkipLocalsInit]
    public void Block(Moments* states, T** rows, int count, nint width, long position)
    {
        T* sums = stackalloc T[(int)width], squares = stackalloc T[(int)width];
        FoldLoops.Rows(default(SumFold), rows, count, width, sums);
        nint w = Vector<T>.Count;
        Vector<T> reciprocal = VectorMath.Constant<T>(1.0 / count);
        nint whole = width - width % w;
        for (nint j = 0; j < whole; j += w)
        {
            Vector<T> center = Vector.Load(sums + j) * reciprocal, total = Vector<T>.Zero;
            for (int r = 0; r < count; r++)
            {
                Vector<T> d = Vector.Load(rows[r] + j) - center;
                total += d * d;
            }
            total.Store(squares + j);
        }
        for (nint j = 0; j < width; j++)
        {
            double mean = ElementCast.Cast<T, double>(sums[j]) / count;
            if (j < whole)
            {
                double center = ElementCast.Cast<T, double>((Vector.Create(sums[j]) * reciprocal)[0]), off = mean - center;
                states[j].Merge(count, mean, ElementCast.Cast<T, double>(squares[j]) - off * off * count);
                continue;
            }
            double exact = 0;
            for (int r = 0; r < count; r++)
            {
                double d = ElementCast.Cast<T, double>(rows[r][j]) - mean;
                exact += d * d;
            }
            states[j].Merge(count, mean, exact);
        }
    }

    public void Merge(ref Moments state, in Moments later) => state.Merge(later.Count, later.Mean, later.Squares);
}

/// <summary>Largest element and the sum of e^(x - largest).</summary>
internal struct ScaledExponentials
{
    internal double Largest, Sum;

    internal void Merge(double largest, double sum)
    {
        if (double.IsNaN(Largest)) return;
        if (largest > Largest || double.IsNaN(largest))
        {
            Sum = (double.IsNegativeInfinity(Largest) ? 0 : Sum * Math.Exp(Largest - largest)) + sum;
            Largest = largest;
        }
        else if (!double.IsNegativeInfinity(largest)) Sum += sum * (largest == Largest ? 1 : Math.Exp(largest - Largest));
    }

    internal readonly double Value => double.IsInfinity(Largest) || double.IsNaN(Largest) ? Largest : Largest + Math.Log(Sum);
}

/// <summary>ln Σ e^x without overflow.</summary>
internal readonly unsafe struct LogSumExpReducer<T> : IReducer<T, ScaledExponentials> where T : unmanaged
{
    private readonly struct ShiftedExponentials(double shift) : IFold
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<TE> Identity<TE>() where TE : unmanaged => Vector<TE>.Zero;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<TE> Map<TE>(Vector<TE> x) where TE : unmanaged =>
            VectorMath.Exp(x - VectorMath.Constant<TE>(shift));
        [MethodImpl(MethodImplOptions.AggressiveInlining)] public Vector<TE> Combine<TE>(Vector<TE> x, Vector<TE> y) where TE : unmanaged => x + y;
    }

    public ScaledExponentials Empty => new() { Largest = double.NegativeInfinity };

    public void Row(ref ScaledExponentials state, T* x, nint count, long position)
    {
        Vector<T> v = FoldLoops.Lanes(default(MaximumFold), x, count);
        double largest = ElementCast.Cast<T, double>(v[0]);
        for (int i = 1; i < Vector<T>.Count; i++) largest = Math.Max(largest, ElementCast.Cast<T, double>(v[i]));
        double sum = 0;
        if (double.IsFinite(largest))
        {
            Vector<T> e = FoldLoops.Lanes(new ShiftedExponentials(largest), x, count);
            for (int i = 0; i < Vector<T>.Count; i++) sum += ElementCast.Cast<T, double>(e[i]);
        }
        state.Merge(largest, sum);
    }

    [SkipLocalsInit]
    public void Block(ScaledExponentials* states, T** rows, int count, nint width, long position)
    {
        T* largest = stackalloc T[(int)width], sums = stackalloc T[(int)width];
        FoldLoops.Rows(default(MaximumFold), rows, count, width, largest);
        nint w = Vector<T>.Count;
        for (nint j = 0; j < width; j += w)
        {
            nint n = Math.Min(w, width - j);
            Vector<T> m = n == w ? Vector.Load(largest + j) : VectorLoops.LoadShort(largest + j, n, -1), total = Vector<T>.Zero;
            for (int r = 0; r < count; r++)
            {
                Vector<T> v = n == w ? Vector.Load(rows[r] + j) : VectorLoops.LoadShort(rows[r] + j, n, -1);
                total += VectorMath.Exp(v - m);
            }
            if (n == w) total.Store(sums + j);
            else VectorLoops.StoreShort(total, sums + j, n);
        }
        for (nint j = 0; j < width; j++) states[j].Merge(ElementCast.Cast<T, double>(largest[j]), ElementCast.Cast<T, double>(sums[j]));
    }

    public void Merge(ref ScaledExponentials state, in ScaledExponentials later) => state.Merge(later.Largest, later.Sum);
}
