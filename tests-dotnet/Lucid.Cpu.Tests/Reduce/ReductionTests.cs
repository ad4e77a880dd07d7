using System;
using System.Collections.Generic;
using System.Linq;
using Lucid.Cpu.Loops;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Threads;
using Lucid.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Reduce;

public sealed unsafe class ReductionTests
{
    private static readonly long[][] Shapes =
    [
        [], [1], [2], [7], [33], [1000], [5000], [300007], [2, 3], [7, 65], [65, 7], [100, 100], [3, 5000], [5000, 3], [2000, 70],
        [1, 9], [9, 1], [4, 5, 6], [33, 2, 65], [2, 33, 40], [3, 4, 5, 6], [1031, 1], [40, 1100], [4, 40000], [40000, 4],
    ];

    // Every set of dims to reduce, for each shape.
    private static IEnumerable<(long[] Shape, bool[] Reduced, string Layout)> Cases()
    {
        foreach (long[] shape in Shapes)
            for (int set = shape.Length == 0 ? 0 : 1; set < 1 << shape.Length; set++)
                foreach (string layout in Layouts.Names)
                {
                    if (shape.Aggregate(1L, (a, b) => a * b) > 50000 && layout is not ("dense" or "transposed")) continue;
                    yield return (shape, [.. Enumerable.Range(0, shape.Length).Select(d => (set >> d & 1) != 0)], layout);
                }
    }

    // Elements of each output, in flattened order of the reduced dims.
    private static Dictionary<long, List<double>> Groups<T>(long[] shape, long[] strides, bool[] reduced, T* x) where T : unmanaged
    {
        long[] outputStrides = new long[shape.Length];
        long step = 1;
        for (int d = shape.Length - 1; d >= 0; d--)
            if (!reduced[d])
            {
                outputStrides[d] = step;
                step *= shape[d];
            }
        Dictionary<long, List<double>> groups = [];
        foreach (long[] index in Layouts.Indices(shape))
        {
            long at = Layouts.Offset(index, outputStrides);
            if (!groups.TryGetValue(at, out List<double>? list)) groups[at] = list = [];
            list.Add(ElementCast.Cast<T, double>(x[Layouts.Offset(index, strides)]));
        }
        return groups;
    }

    private delegate void Kernel<T, TOut>(ReadOnlySpan<long> shape, T* x, ReadOnlySpan<long> xs, ReadOnlySpan<bool> reduced, TOut* o)
        where T : unmanaged where TOut : unmanaged;

    private static void Check<T, TOut>(Kernel<T, TOut> kernel, Func<List<double>, double> expected, double tolerance, Func<System.Random, double>? make = null)
        where T : unmanaged
        where TOut : unmanaged
    {
        foreach ((long[] shape, bool[] reduced, string layout) in Cases())
        {
            long[] xs = Layouts.Strides(layout, shape);
            using GuardedBuffer<T> x = new(Layouts.Span(shape, xs));
            System.Random random = new(5);
            for (long i = 0; i < x.Length; i++) x.Pointer[i] = ElementCast.Cast<double, T>(make is null ? random.NextDouble() * 2 - 0.5 : make(random));
            Dictionary<long, List<double>> groups = Groups(shape, xs, reduced, x.Pointer);
            using GuardedBuffer<TOut> o = new(groups.Count);
            kernel(shape, x.Pointer, xs, reduced, o.Pointer);
            foreach ((long at, List<double> values) in groups)
            {
                double want = expected(values), got = ElementCast.Cast<TOut, double>(o.Pointer[at]);
                if (want.Equals(got) || Math.Abs(want - got) <= tolerance * Math.Max(1, values.Sum(Math.Abs))) continue;
                Assert.Fail($"({string.Join(",", shape)}) reduced {string.Join(",", reduced)} {layout} [{at}]: {got}, not {want}");
            }
        }
    }

    // Summed with the rounding error of every addition carried along.
    private static double Exact(List<double> values)
    {
        double sum = 0, lost = 0;
        foreach (double v in values)
        {
            double next = sum + v;
            lost += Math.Abs(sum) >= Math.Abs(v) ? sum - next + v : v - next + sum;
            sum = next;
        }
        return sum + lost;
    }

    private static int Small(System.Random random) => random.Next(-3, 4);

    [Fact] public void SumOfFloat() => Check<float, float>(Reduction.Sum, Exact, 2e-6);

    [Fact] public void SumOfDouble() => Check<double, double>(Reduction.Sum, Exact, 5e-15);

    [Fact] public void SumOfBFloat16() => Check<BFloat16, float>(Reduction.Sum, Exact, 2e-6);

    [Fact] public void SumOfHalf() => Check<Half, float>(Reduction.Sum, Exact, 2e-6);

    [Fact] public void SumOfBytes() => Check<byte, long>(Reduction.Sum, v => v.Sum(), 0, r => r.Next(0, 256));

    [Fact] public void SumOfInts() => Check<int, long>(Reduction.Sum, v => v.Sum(), 0, r => r.Next());

    [Fact] public void MeanOfFloat() => Check<float, float>(Reduction.Mean, v => Exact(v) / v.Count, 2e-6);

    [Fact]
    public void ProductOfDouble()
        => Check<double, double>(Reduction.Prod, v => v.Aggregate(1.0, (a, b) => a * b), 1e-12,
            r => 1 + (r.NextDouble() - 0.5) * 1e-4);

    // Numbers of 1e-160 to 1e160 on the way and an ordinary result; then a zero, an infinity and both.
    [Theory]
    [InlineData(1), InlineData(5), InlineData(67)]
    public void ProductsBeyondFloatOnTheWay(int columns)
    {
        const int rows = 6000;
        using GuardedBuffer<float> x = new(rows * columns), o = new(columns);
        System.Random random = new(columns);
        double[] logarithms = new double[columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
            {
                float value = (float)Math.Exp((i < rows / 2 ? -0.12 : 0.12) + (random.NextDouble() - 0.5) * 0.01);
                if ((i + j) % 7 == 0) value = -value;
                x.Pointer[i * columns + j] = value;
                logarithms[j] += Math.Log(Math.Abs(value));
            }
        Reduction.Prod([rows, columns], x.Pointer, [columns, 1], [true, false], o.Pointer);
        for (int j = 0; j < columns; j++)
        {
            int negative = Enumerable.Range(0, rows).Count(i => (i + j) % 7 == 0);
            double expected = Math.Exp(logarithms[j]) * (negative % 2 == 0 ? 1 : -1);
            Assert.True(Math.Abs(o.Pointer[j] - expected) <= 2e-4 * Math.Abs(expected), $"{o.Pointer[j]}, not {expected}");
        }
        x.Pointer[100 * columns] = 0;
        Reduction.Prod([rows, columns], x.Pointer, [columns, 1], [true, false], o.Pointer);
        Assert.Equal(0, Math.Abs(o.Pointer[0]));
        x.Pointer[5000 * columns] = float.PositiveInfinity;
        Reduction.Prod([rows, columns], x.Pointer, [columns, 1], [true, false], o.Pointer);
        Assert.True(float.IsNaN(o.Pointer[0]));
        x.Pointer[100 * columns] = 1;
        Reduction.Prod([rows, columns], x.Pointer, [columns, 1], [true, false], o.Pointer);
        Assert.True(float.IsInfinity(o.Pointer[0]));
    }

    [Fact]
    public void ProductOfInts()
        => Check<short, long>(Reduction.Prod, v => v.Aggregate(1.0, (a, b) => a * b), 0,
            r => r.Next(100) == 0 ? 0 : 1 - 2 * r.Next(2));

    [Fact] public void LargestFloat() => Check<float, float>(Reduction.Max, v => v.Max(), 0, r => Small(r));

    [Fact] public void LargestShort() => Check<short, short>(Reduction.Max, v => v.Max(), 0, r => r.Next(-30000, 30000));

    [Fact] public void SmallestDouble() => Check<double, double>(Reduction.Min, v => v.Min(), 0, r => r.NextDouble());

    [Fact] public void SmallestByte() => Check<byte, byte>(Reduction.Min, v => v.Min(), 0, r => r.Next(3, 256));

    [Fact] public void FirstLargestFloat() => Check<float, long>(Reduction.ArgMax, v => v.IndexOf(v.Max()), 0, r => Small(r));

    [Fact] public void FirstSmallestDouble() => Check<double, long>(Reduction.ArgMin, v => v.IndexOf(v.Min()), 0, r => Small(r));

    [Fact] public void FirstLargestByte() => Check<byte, long>(Reduction.ArgMax, v => v.IndexOf(v.Max()), 0, r => r.Next(0, 4));

    [Fact] public void FirstSmallestLong() => Check<long, long>(Reduction.ArgMin, v => v.IndexOf(v.Min()), 0, r => r.Next());

    [Fact] public void AnyFloat() => Check<float, byte>(Reduction.Any, v => v.Any(e => e != 0) ? 1 : 0, 0, r => r.Next(60) == 0 ? 2 : 0);

    [Fact] public void AllShort() => Check<short, byte>(Reduction.All, v => v.All(e => e != 0) ? 1 : 0, 0, r => r.Next(60) == 0 ? 0 : 2);

    [Fact] public void CountOfNonZeros() => Check<float, long>(Reduction.CountNonZero, v => v.Count(e => e != 0), 0, r => r.Next(0, 3));

    [Fact]
    public void VarianceOfFloat() => Check<float, float>((s, x, xs, r, o) => Reduction.Var(s, x, xs, r, 1, o), Variance, 5e-6, r => 100 + r.NextDouble());

    [Fact]
    public void DeviationOfDouble()
        => Check<double, double>((s, x, xs, r, o) => Reduction.Std(s, x, xs, r, 1, o), v => Math.Sqrt(Variance(v)), 1e-11,
            r => 100 + r.NextDouble());

    private static double Variance(List<double> v)
    {
        if (v.Count < 2) return double.NaN;
        double mean = Exact(v) / v.Count;
        return v.Sum(e => (e - mean) * (e - mean)) / (v.Count - 1);
    }

    [Fact] public void EuclideanNorm() => Check<float, float>((s, x, xs, r, o) => Reduction.Norm(s, x, xs, r, 2, o), v => Math.Sqrt(v.Sum(e => e * e)), 5e-7);

    [Fact]
    public void NormOfOrderThree()
        => Check<float, float>((s, x, xs, r, o) => Reduction.Norm(s, x, xs, r, 3, o),
            v => Math.Pow(v.Sum(e => Math.Pow(Math.Abs(e), 3)), 1.0 / 3), 1e-6);

    [Fact]
    public void LargestMagnitude()
        => Check<float, float>((s, x, xs, r, o) => Reduction.Norm(s, x, xs, r, double.PositiveInfinity, o), v => v.Max(Math.Abs),
            0);

    [Fact]
    public void LogarithmOfSumOfExponentials() =>
        Check<float, float>(Reduction.LogSumExp, v => LogSumExp(v, v.Max()), 1e-6, r => r.NextDouble() * 200);

    private static double LogSumExp(List<double> v, double largest) => largest + Math.Log(v.Sum(e => Math.Exp(e - largest)));

    [Fact]
    public void ComplexSums()
    {
        using GuardedBuffer<Complex64> x = new(700);
        for (int i = 0; i < 700; i++) x.Pointer[i] = new Complex64(i, -2 * i);
        Complex64 total;
        Reduction.Sum([700], x.Pointer, [1], [true], &total);
        Assert.Equal(new Complex64(244650, -489300), total);
    }

    [Theory]
    [InlineData(0), InlineData(5), InlineData(31), InlineData(999), InlineData(4000)]
    public void NaNWinsWhereverItStands(int at)
    {
        using GuardedBuffer<float> x = new(4001);
        for (int i = 0; i < 4001; i++) x.Pointer[i] = i % 7;
        x.Pointer[at] = float.NaN;
        x.Pointer[4000] = float.NaN;
        float value;
        long index;
        Reduction.Max([4001], x.Pointer, [1], [true], &value);
        Assert.True(float.IsNaN(value));
        Reduction.Min([4001], x.Pointer, [1], [true], &value);
        Assert.True(float.IsNaN(value));
        Reduction.MaxWithIndex([4001], x.Pointer, [1], [true], &value, &index);
        Assert.True(float.IsNaN(value));
        Assert.Equal(at, index);
        Reduction.ArgMin([4001, 1], x.Pointer, [1, 1], [true, false], &index);
        Assert.Equal(at, index);
        // The same down columns.
        using GuardedBuffer<float> values = new(3);
        using GuardedBuffer<long> indices = new(3);
        long[] shape = [1333, 3];
        Reduction.MinWithIndex(shape, x.Pointer, [3, 1], [true, false], values.Pointer, indices.Pointer);
        if (at < 3999)
        {
            Assert.True(float.IsNaN(values.Pointer[at % 3]));
            Assert.Equal(at / 3, indices.Pointer[at % 3]);
        }
    }

    [Fact]
    public void EmptyReductionsGiveNeutralElements()
    {
        using GuardedBuffer<float> x = new(0), o = new(3);
        bool[] first = [true, false];
        long[] shape = [0, 3], strides = [3, 1];
        Reduction.Sum(shape, x.Pointer, strides, first, o.Pointer);
        Assert.Equal([0, 0, 0], o.Span.ToArray());
        Reduction.Prod(shape, x.Pointer, strides, first, o.Pointer);
        Assert.Equal([1, 1, 1], o.Span.ToArray());
        Reduction.Mean(shape, x.Pointer, strides, first, o.Pointer);
        Assert.All(o.Span.ToArray(), v => Assert.True(float.IsNaN(v)));
        Reduction.LogSumExp(shape, x.Pointer, strides, first, o.Pointer);
        Assert.All(o.Span.ToArray(), v => Assert.Equal(float.NegativeInfinity, v));
        byte all;
        Reduction.All([0], x.Pointer, [1], [true], &all);
        Assert.Equal(1, all);
    }

    [Fact]
    public void SumsDoNotDependOnTheThreadCount()
    {
        const int n = 3_000_017;
        using GuardedBuffer<float> x = new(n);
        System.Random random = new(9);
        for (int i = 0; i < n; i++) x.Pointer[i] = (float)random.NextDouble() - 0.3f;
        long[][] shapes = [[n], [1000, 3000], [3000, 1000], [3, 1000000], [1000000, 3]];
        int before = Team.ThreadCount;
        try
        {
            foreach (long[] shape in shapes)
                foreach (bool[] reduced in shape.Length == 1 ? new bool[][] { [true] } : [[true, false], [false, true], [true, true]])
                {
                    long[] strides = Layouts.Strides("dense", shape);
                    List<float[]> results = [];
                    foreach (int threads in (int[])[1, 2, 3, 7])
                    {
                        Team.ThreadCount = threads;
                        float[] sums = new float[n], spreads = new float[n];
                        fixed (float* s = sums, v = spreads)
                        {
                            Reduction.Sum(shape, x.Pointer, strides, reduced, s);
                            Reduction.Var(shape, x.Pointer, strides, reduced, 0, v);
                        }
                        results.Add(sums);
                        results.Add(spreads);
                    }
                    for (int r = 2; r < results.Count; r++) Assert.True(results[r].AsSpan().SequenceEqual(results[r % 2]));
                }
        }
        finally
        {
            Team.ThreadCount = before;
        }
    }

    [Fact]
    public void LongSumsStayAccurate()
    {
        const int n = 10_000_000;
        using GuardedBuffer<float> x = new(n);
        x.Span.Fill(0.1f);
        float sum;
        Reduction.Sum([n], x.Pointer, [1], [true], &sum);
        Assert.Equal(n * (double)0.1f, sum, 1.0);
    }
}
