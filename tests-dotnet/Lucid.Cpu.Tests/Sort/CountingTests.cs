using System;
using Lucid.Cpu.Sort;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Sort;

/// <summary>Counts against a dictionary of one number after the other, with exact rational bins.</summary>
public sealed unsafe class CountingTests
{
    [Theory]
    [InlineData(0, 5), InlineData(1, 1), InlineData(3, 2), InlineData(1023, 7), InlineData(1024, 1000), InlineData(1025, 1)]
    [InlineData(40_001, 100), InlineData(100_003, 20_000), InlineData(300_000, 1)]
    public void IntegersAreCounted(int count, int bins)
    {
        using GuardedBuffer<long> x = new(count), counts = new(bins);
        System.Random random = new(count);
        var expected = new long[bins];
        for (int i = 0; i < count; i++) expected[x.Pointer[i] = random.Next(bins)]++;
        counts.Span.Fill(-1);
        Counting.Integers(x.Pointer, count, counts.Pointer, bins);
        Assert.Equal(expected, counts.Span.ToArray());
    }

    [Theory]
    [InlineData(0, 4), InlineData(1, 1), InlineData(17, 3), InlineData(1030, 16), InlineData(70_001, 128), InlineData(50_000, 65_536)]
    public void NumbersOfBinsThatAreExact(int count, int bins)
    {
        Check<float>(count, bins);
        Check<double>(count, bins);
    }

    // Multiples of an eighth of a bin, from one bin below to one above: every operation on them is exact.
    private static void Check<T>(int count, int bins) where T : unmanaged
    {
        using GuardedBuffer<T> x = new(count);
        using GuardedBuffer<long> counts = new(bins);
        System.Random random = new(count + bins);
        var expected = new long[bins];
        for (int i = 0; i < count; i++)
        {
            int eighth = random.Next(-8, 8 * bins + 9);
            double number = eighth / 8.0 + 2;
            if (i % 97 == 5) number = (i % 3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => double.NegativeInfinity };
            else if (eighth == 8 * bins) expected[bins - 1]++;
            else if (eighth >= 0 && eighth < 8 * bins) expected[eighth / 8]++;
            x.Pointer[i] = typeof(T) == typeof(float) ? (T)(object)(float)number : (T)(object)number;
        }
        int threads = Team.ThreadCount;
        try
        {
            foreach (int team in (int[])[1, 3])
            {
                Team.ThreadCount = team;
                counts.Span.Fill(7);
                Counting.Histogram(x.Pointer, count, 2, 2 + bins, counts.Pointer, bins);
                Assert.Equal(expected, counts.Span.ToArray());
            }
        }
        finally
        {
            Team.ThreadCount = threads;
        }
    }
}
