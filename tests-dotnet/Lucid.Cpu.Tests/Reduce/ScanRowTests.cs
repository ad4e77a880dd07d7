using System;
using System.Linq;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Reduce;

/// <summary>Scans of dense rows: lengths around vectors, blocks and stretches, any number of threads, in place.</summary>
[Collection("team")]
public sealed unsafe class ScanRowTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(1, 70), 127, 129, 1000, 16383, 16384, 16385, 40001];

    private static void Fill(GuardedBuffer<float> buffer, int seed, double scale)
    {
        System.Random random = new(seed);
        foreach (ref float v in buffer.Span) v = (float)((random.NextDouble() - 0.5) * scale);
    }

    [Fact]
    public void RunningSums()
    {
        int threads = Team.ThreadCount;
        foreach (int n in Lengths)
        {
            using GuardedBuffer<float> x = new(3 * n), o = new(3 * n), again = new(3 * n);
            using GuardedBuffer<double> wide = new(3 * n), sums = new(3 * n);
            Fill(x, n, 4);
            for (int i = 0; i < 3 * n; i++) wide.Pointer[i] = x.Pointer[i];
            try
            {
                Team.ThreadCount = 1;
                Scan.CumSum(x.Pointer, o.Pointer, 3, n, 1);
                Team.ThreadCount = 4;
                Scan.CumSum(x.Pointer, again.Pointer, 3, n, 1);
                Scan.CumSum(wide.Pointer, sums.Pointer, 3, n, 1);
            }
            finally
            {
                Team.ThreadCount = threads;
            }
            Assert.True(o.Span.SequenceEqual(again.Span));
            for (int row = 0; row < 3; row++)
            {
                double exact = 0;
                for (int i = row * n; i < (row + 1) * n; i++)
                {
                    exact += x.Pointer[i];
                    Assert.Equal(exact, sums.Pointer[i], 1e-8);
                    Assert.Equal(exact, o.Pointer[i], 1e-4);
                }
            }
            Scan.CumSum(x.Pointer, x.Pointer, 3, n, 1);
            Assert.True(x.Span.SequenceEqual(o.Span));
        }
    }

    [Fact]
    public void InfinityAndNaNReachLaterSumsOnly()
    {
        const int n = 100;
        using GuardedBuffer<float> x = new(n), o = new(n);
        x.Span.Fill(1);
        x.Pointer[50] = float.PositiveInfinity;
        x.Pointer[77] = float.NegativeInfinity;
        Scan.CumSum(x.Pointer, o.Pointer, 1, n, 1);
        for (int i = 0; i < n; i++) Assert.Equal(i < 50 ? i + 1 : i < 77 ? float.PositiveInfinity : float.NaN, o.Pointer[i]);
    }

    [Theory]
    [InlineData(1, 130), InlineData(7, 33), InlineData(600, 15), InlineData(50, 700)]
    public void RunningSumsOfColumns(int size, int inner)
    {
        using GuardedBuffer<float> x = new(2 * size * inner), o = new(2 * size * inner);
        Fill(x, 1, 4);
        Scan.CumSum(x.Pointer, o.Pointer, 2, size, inner);
        for (int outer = 0; outer < 2; outer++)
            for (int j = 0; j < inner; j++)
            {
                double exact = 0;
                for (int r = 0; r < size; r++)
                {
                    int at = (outer * size + r) * inner + j;
                    exact += x.Pointer[at];
                    Assert.Equal(exact, o.Pointer[at], 1e-4);
                }
            }
    }

    [Theory]
    [InlineData(0, 4), InlineData(1, 4), InlineData(2, 2000), InlineData(3, 0), InlineData(4, 4)]
    public void RunningExtremes(int kind, double scale)
    {
        foreach (int n in Lengths.Where(n => n < 2000))
        {
            using GuardedBuffer<float> x = new(n), o = new(n), bare = new(n);
            using GuardedBuffer<long> places = new(n);
            Fill(x, n, scale);
            if (kind == 1) for (int i = 0; i < n; i++) x.Pointer[i] = i;
            if (kind == 2) for (int i = 0; i < n; i++) x.Pointer[i] = MathF.Round(x.Pointer[i] / 300);
            if (kind == 4) for (int i = n / 3; i < n; i += 1 + n / 3) x.Pointer[i] = float.NaN;
            foreach (bool largest in (bool[])[true, false])
            {
                if (largest) Scan.CumMax(x.Pointer, o.Pointer, places.Pointer, 1, n, 1);
                else Scan.CumMin(x.Pointer, o.Pointer, places.Pointer, 1, n, 1);
                float best = x.Pointer[0];
                long place = 0;
                for (int i = 0; i < n; i++)
                {
                    float v = x.Pointer[i];
                    // The last of equals, and the last NaN once there is one.
                    if (float.IsNaN(v) || (largest ? v >= best : v <= best)) (best, place) = (v, i);
                    Assert.Equal(best, o.Pointer[i]);
                    Assert.Equal(place, places.Pointer[i]);
                }
                if (largest) Scan.CumMax(x.Pointer, bare.Pointer, null, 1, n, 1);
                else Scan.CumMin(x.Pointer, bare.Pointer, null, 1, n, 1);
                Assert.True(o.Span.SequenceEqual(bare.Span));
            }
        }
    }

    [Theory]
    [InlineData(4), InlineData(300), InlineData(3000), InlineData(0)]
    public void RunningLogarithmsOfSums(double scale)
    {
        foreach (int n in (int[])[1, 2, 63, 64, 65, 200, 513])
        {
            using GuardedBuffer<double> x = new(2 * n), o = new(2 * n);
            System.Random random = new(n);
            foreach (ref double v in x.Span) v = (random.NextDouble() - 0.5) * scale;
            // Both ends of the range at once, and sums that are infinite from the start.
            if (n > 100) (x.Pointer[70], x.Pointer[71], x.Pointer[90]) = (-1e300, 1000, double.NegativeInfinity);
            x.Pointer[n] = double.NegativeInfinity;
            Scan.LogCumSumExp(x.Pointer, o.Pointer, 2, n, 1);
            for (int row = 0; row < 2; row++)
                for (int i = 0; i < n; i++)
                {
                    double most = double.NegativeInfinity, sum = 0;
                    for (int k = 0; k <= i; k++) most = Math.Max(most, x.Pointer[row * n + k]);
                    for (int k = 0; k <= i; k++) sum += Math.Exp(x.Pointer[row * n + k] - most);
                    double expected = double.IsInfinity(most) ? most : most + Math.Log(sum);
                    if (double.IsInfinity(expected)) Assert.Equal(expected, o.Pointer[row * n + i]);
                    else Assert.Equal(expected, o.Pointer[row * n + i], 1e-12 * Math.Max(1, Math.Abs(expected)));
                }
        }
        using GuardedBuffer<float> special = new(70), result = new(70);
        special.Pointer[20] = float.PositiveInfinity;
        special.Pointer[68] = float.NaN;
        Scan.LogCumSumExp(special.Pointer, result.Pointer, 1, 70, 1);
        Assert.Equal(Math.Log(20), result.Pointer[19], 1e-6);
        Assert.Equal(float.PositiveInfinity, result.Pointer[67]);
        Assert.True(float.IsNaN(result.Pointer[69]));
    }
}
