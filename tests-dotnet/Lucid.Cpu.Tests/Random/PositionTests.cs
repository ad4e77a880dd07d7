using System;
using Lucid.Cpu.Random;
using Lucid.Cpu.Threads;
using Xunit;

namespace Lucid.Cpu.Tests.Random;

[Collection("team")]
public sealed unsafe class PositionTests
{
    private delegate void Fill(double* target, nint count, ulong offset);

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void NumbersDependOnThePositionAlone(int kind)
    {
        Fill fill = kind switch
        {
            0 => (p, n, at) => Distributions.Uniform(p, n, 9, at),
            1 => (p, n, at) => Distributions.Normal(p, n, 9, at),
            2 => (p, n, at) => Distributions.Exponential(p, n, 9, at),
            3 => (p, n, at) => Distributions.Integers(p, n, 9, at, -7, 3000000000),
            _ => (p, n, at) => Distributions.Bernoulli(p, n, 9, at, 0.3),
        };
        const int count = 40001;
        var whole = new double[count];
        fixed (double* pointer = whole) fill(pointer, count, 1000);
        int before = Team.ThreadCount;
        try
        {
            foreach (int threads in new[] { 1, 2, 5 })
            {
                Team.ThreadCount = threads;
                var again = new double[count];
                fixed (double* pointer = again) fill(pointer, count, 1000);
                Assert.Equal(whole, again);
            }
        }
        finally
        {
            Team.ThreadCount = before;
        }
        var pieces = new double[count];
        fixed (double* pointer = pieces)
            for (int start = 0; start < count; start += 1012) fill(pointer + start, Math.Min(1012, count - start), (ulong)(1000 + start / 4));
        Assert.Equal(whole, pieces);
    }
}
