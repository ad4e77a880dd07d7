using System;
using Lucid.Cpu.Random;
using Lucid.Numerics;
using Xunit;

namespace Lucid.Cpu.Tests.Random;

/// <summary>Draws with fixed seeds against exact distribution functions; a fair generator fails a bound once in a thousand seeds.</summary>
public sealed unsafe class DistributionTests
{
    private const int Many = 1 << 18;

    private delegate void Fill<T>(T* target, nint count)
        where T : unmanaged;

    private static double[] Draw<T>(Fill<T> fill, Func<T, double> widen, int count = Many)
        where T : unmanaged
    {
        var values = new T[count];
        fixed (T* pointer = values) fill(pointer, count);
        return Array.ConvertAll(values, x => widen(x));
    }

    /// <summary>Kolmogorov and Smirnov: sqrt(n) D exceeds 1.95 with probability 0.001.</summary>
    private static void CheckDistribution(double[] sample, Func<double, double> distribution)
    {
        var sorted = (double[])sample.Clone();
        Array.Sort(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double exact = distribution(sorted[i]);
            largest = Math.Max(largest, Math.Max(Math.Abs(exact - (double)i / sorted.Length), Math.Abs(exact - (i + 1.0) / sorted.Length)));
        }
        Assert.True(Math.Sqrt(sorted.Length) * largest < 1.95, $"sqrt(n) D = {Math.Sqrt(sorted.Length) * largest}");
    }

    /// <summary>Neighbours at distance 1 to 4 are uncorrelated: sqrt(n) r is standard normal, beyond 3.9 once in 10^4.</summary>
    private static void CheckIndependence(double[] sample)
    {
        double mean = 0, variance = 0;
        foreach (double x in sample) mean += x / sample.Length;
        foreach (double x in sample) variance += (x - mean) * (x - mean) / sample.Length;
        for (int lag = 1; lag <= 4; lag++)
        {
            double covariance = 0;
            for (int i = lag; i < sample.Length; i++) covariance += (sample[i] - mean) * (sample[i - lag] - mean) / sample.Length;
            Assert.InRange(covariance / variance * Math.Sqrt(sample.Length), -3.9, 3.9);
        }
    }

    private static double NormalDistribution(double x)
    {
        // Kummer's series: Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/15 + ...).
        if (Math.Abs(x) > 8) return x < 0 ? 0 : 1;
        double term = x, sum = x;
        for (int n = 3; Math.Abs(term) > 1e-18; n += 2) sum += term *= x * x / n;
        return 0.5 + sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
    }

    [Fact]
    public void UniformFloat()
    {
        double[] x = Draw<float>((p, n) => Distributions.Uniform(p, n, 1, 0), v => v);
        Assert.All(x, v => Assert.InRange(v, 0, 1 - Math.Pow(2, -24)));
        CheckDistribution(x, v => v);
        CheckIndependence(x);
    }

    [Fact]
    public void UniformDouble()
    {
        double[] x = Draw<double>((p, n) => Distributions.Uniform(p, n, 2, 77), v => v);
        Assert.All(x, v => Assert.InRange(v, 0, 1 - Math.Pow(2, -53)));
        CheckDistribution(x, v => v);
        CheckIndependence(x);
        int fine = 0;
        foreach (double v in x) fine += v * (1 << 24) % 1 != 0 ? 1 : 0;
        Assert.True(fine > Many * 0.99);
    }

    [Fact]
    public void UniformIntervalsStayHalfOpenInEveryType()
    {
        CheckDistribution(Draw<float>((p, n) => Distributions.Uniform(p, n, 3, 0, -5, 2), v => v), v => (v + 5) / 7);
        Assert.All(Draw<float>((p, n) => Distributions.Uniform(p, n, 4, 0, 16777215, 16777216), v => v), v => Assert.True(v < 16777216));
        Assert.All(Draw<Half>((p, n) => Distributions.Uniform(p, n, 5, 0), v => (double)v, 1 << 14), v => Assert.InRange(v, 0, 1 - Math.Pow(2, -11)));
        Assert.All(Draw<BFloat16>((p, n) => Distributions.Uniform(p, n, 6, 0), v => (float)v, 1 << 14), v => Assert.InRange(v, 0, 1 - Math.Pow(2, -8)));
        Assert.All(Draw<BFloat16>((p, n) => Distributions.Uniform(p, n, 7, 0, 1, 1.01), v => (float)v, 1 << 14), v => Assert.InRange(v, 1, 1.0099));
    }

    [Fact]
    public void NormalFloat()
    {
        double[] x = Draw<float>((p, n) => Distributions.Normal(p, n, 11, 0), v => v);
        CheckDistribution(x, NormalDistribution);
        CheckIndependence(x);
        CheckIndependence(Array.ConvertAll(x, v => v * v));
        CheckDistribution(Draw<float>((p, n) => Distributions.Normal(p, n, 12, 5, 3, 0.5), v => (v - 3) / 0.5), NormalDistribution);
    }

    [Fact]
    public void NormalDouble()
    {
        double[] x = Draw<double>((p, n) => Distributions.Normal(p, n, 13, 0, -1, 2), v => (v + 1) / 2);
        CheckDistribution(x, NormalDistribution);
        CheckIndependence(x);
        CheckIndependence(Array.ConvertAll(x, v => v * v));
    }

    [Fact]
    public void NormalTailsHaveTheirWeight()
    {
        // 2 (1 - Phi(4)) = 6.334e-5: 265.7 of 2^22, standard deviation 16.3.
        double[] x = Draw<float>((p, n) => Distributions.Normal(p, n, 14, 0), v => v, 1 << 22);
        int far = 0;
        foreach (double v in x) far += Math.Abs(v) > 4 ? 1 : 0;
        Assert.InRange(far, 265.7 - 4 * 16.3, 265.7 + 4 * 16.3);
    }

    [Fact]
    public void NormalHalfTypesAreFinite()
    {
        Assert.All(Draw<Half>((p, n) => Distributions.Normal(p, n, 15, 0), v => (double)v, 4099), v => Assert.True(Math.Abs(v) < 7));
        Assert.All(Draw<BFloat16>((p, n) => Distributions.Normal(p, n, 16, 0), v => (float)v, 4099), v => Assert.True(Math.Abs(v) < 7));
    }

    [Fact]
    public void Exponential()
    {
        double[] single = Draw<float>((p, n) => Distributions.Exponential(p, n, 21, 0, 2), v => v);
        double[] wide = Draw<double>((p, n) => Distributions.Exponential(p, n, 22, 0, 0.5), v => v);
        CheckDistribution(single, v => 1 - Math.Exp(-2 * v));
        CheckDistribution(wide, v => 1 - Math.Exp(-0.5 * v));
        CheckIndependence(single);
        Assert.All(single, v => Assert.True(v > 0));
        Assert.All(wide, v => Assert.True(v > 0));
    }

    [Theory]
    [InlineData(0.0), InlineData(1.0), InlineData(0.5), InlineData(0.001), InlineData(0.9)]
    public void Bernoulli(double p)
    {
        double[] flags = Draw<byte>((target, n) => Distributions.Bernoulli(target, n, 31, 0, p), v => v);
        double[] floats = Draw<float>((target, n) => Distributions.Bernoulli(target, n, 31, 0, p), v => v);
        Assert.Equal(flags, floats);
        double sum = 0;
        foreach (double v in flags)
        {
            Assert.True(v is 0 or 1);
            sum += v;
        }
        Assert.InRange(sum, Many * p - 4 * Math.Sqrt(Many * p * (1 - p)), Many * p + 4 * Math.Sqrt(Many * p * (1 - p)));
        var each = new double[Many];
        Array.Fill(each, p);
        fixed (double* probabilities = each)
        {
            double* pointer = probabilities;
            Assert.Equal(flags, Draw<byte>((target, n) => Distributions.Bernoulli(target, pointer, n, 31, 0), v => v));
        }
    }

    [Theory]
    [InlineData(0, 1), InlineData(-3, 4), InlineData(0, 6), InlineData(0, 256), InlineData(-10, 3221225462), InlineData(0, 6917529027641081856)]
    [InlineData(long.MinValue, long.MaxValue)]
    public void IntegersAreEquallyLikely(long low, long high)
    {
        // Up to 256 equal classes; chi-square with d degrees exceeds d + 3.3 sqrt(2 d) + 6 less than once in a thousand.
        double range = (double)high - low;
        int classes = (int)Math.Min(range, 256);
        var counts = new int[classes];
        var values = new long[Many];
        fixed (long* pointer = values) Distributions.Integers(pointer, Many, 41, 0, low, high);
        foreach (long v in values)
        {
            Assert.True(v >= low && v < high);
            counts[(int)Math.Min(((double)v - low) * classes / range, classes - 1)]++;
        }
        double statistic = 0;
        if (range <= 256 || range > 1e6)
            foreach (int count in counts) statistic += Math.Pow(count - (double)Many / classes, 2) / ((double)Many / classes);
        int degrees = classes - 1;
        Assert.True(statistic <= degrees + 3.3 * Math.Sqrt(2.0 * degrees) + 6, $"chi-square {statistic} with {degrees} degrees");
    }

    [Fact]
    public void IntegersComeInEveryType()
    {
        double[] wide = Draw<long>((p, n) => Distributions.Integers(p, n, 42, 3, 0, 100), v => v, 1001);
        Assert.Equal(wide, Draw<sbyte>((p, n) => Distributions.Integers(p, n, 42, 3, 0, 100), v => v, 1001));
        Assert.Equal(wide, Draw<float>((p, n) => Distributions.Integers(p, n, 42, 3, 0, 100), v => v, 1001));
        Assert.Equal(wide, Draw<Half>((p, n) => Distributions.Integers(p, n, 42, 3, 0, 100), v => (double)v, 1001));
    }

    [Fact]
    public void PermutationsHoldEachNumberOnceAndAllOrdersAreEquallyLikely()
    {
        foreach (int n in new[] { 0, 1, 2, 1000 })
        {
            var order = new int[n];
            fixed (int* pointer = order) Distributions.Permutation(pointer, n, 51, 0);
            Array.Sort(order);
            for (int i = 0; i < n; i++) Assert.Equal(i, order[i]);
        }
        const int trials = 24000;
        var counts = new int[256];
        byte* four = stackalloc byte[4];
        for (int t = 0; t < trials; t++)
        {
            Distributions.Permutation(four, 4, 52, (ulong)t);
            counts[four[0] << 6 | four[1] << 4 | four[2] << 2 | four[3]]++;
        }
        double statistic = 0;
        int seen = 0;
        foreach (int count in counts)
        {
            if (count == 0) continue;
            seen++;
            statistic += Math.Pow(count - trials / 24.0, 2) / (trials / 24.0);
        }
        Assert.Equal(24, seen);
        // 23 degrees of freedom: 49.7 is exceeded once in a thousand.
        Assert.True(statistic < 49.7, $"chi-square {statistic}");
    }

    [Fact]
    public void MisuseIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Integers((long*)null, 0, 0, 0, 5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Bernoulli((float*)null, 0, 0, 0, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Bernoulli((float*)null, 0, 0, 0, double.NaN));
        Assert.Throws<NotSupportedException>(() => Distributions.Uniform((int*)null, 0, 0, 0));
    }
}
