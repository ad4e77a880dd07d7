using System;
using System.Linq;
using Lucid.Cpu.Random;
using Xunit;

namespace Lucid.Cpu.Tests.Random;

/// <summary>Numbers computed many at a time against single ones: what an element is depends on its position alone.</summary>
public sealed unsafe class ChunkTests
{
    // A power of two takes the upper bits of a word and rejects none.
    [Theory]
    [InlineData(1), InlineData(511), InlineData(512), InlineData(513), InlineData(2050)]
    public void IntegersOfAPowerOfTwoAreTheWords(int count)
    {
        using GuardedBuffer<long> target = new(count);
        Distributions.Integers(target.Pointer, count, 77, 0xfffffff0, -5, (1L << 31) - 5);
        for (int i = 0; i < count; i++)
        {
            (uint, uint, uint, uint) block = Philox.Block(0xfffffff0ul + (ulong)(i / 4), 0, 77);
            uint word = (i % 4) switch { 0 => block.Item1, 1 => block.Item2, 2 => block.Item3, _ => block.Item4 };
            Assert.Equal((word >> 1) - 5L, target.Pointer[i]);
        }
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(511), InlineData(512), InlineData(513), InlineData(5000)]
    public void PermutationsAreOneForEveryType(int count)
    {
        using GuardedBuffer<long> wide = new(count);
        using GuardedBuffer<int> narrow = new(count);
        Distributions.Permutation(wide.Pointer, count, 3, 9);
        Distributions.Permutation(narrow.Pointer, count, 3, 9);
        Assert.Equal(wide.Span.ToArray(), narrow.Span.ToArray().Select(i => (long)i));
        Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), wide.Span.ToArray().Order());
    }

    [Theory]
    [InlineData(DrawKind.Poisson), InlineData(DrawKind.Binomial), InlineData(DrawKind.Gamma)]
    public void DrawsAreThoseOfTheirPositions(DrawKind kind)
    {
        double[] some = [0, 0.3, 5, 9.99, 10, 50, 1e4, double.NaN, 1e-9, 3];
        foreach (int count in (int[])[0, 1, 63, 64, 65, 331])
        {
            using GuardedBuffer<double> first = new(count), second = new(count), together = new(count);
            for (int i = 0; i < count; i++)
            {
                first.Pointer[i] = some[i * 7 % some.Length];
                second.Pointer[i] = i % 11 / 10.0;
            }
            ElementDistributions.Fill(kind, first.Pointer, second.Pointer, together.Pointer, count, 6, 100);
            for (int i = 0; i < count; i++)
            {
                double alone;
                ElementDistributions.Fill(kind, first.Pointer + i, second.Pointer + i, &alone, 1, 6, 100 + (ulong)i);
                Assert.Equal(alone, together.Pointer[i]);
            }
        }
    }

    [Fact]
    public void CategoriesAreThoseOfTheirPositions()
    {
        double[] weights = [0, 1, 2.5, 0, 0.25, 7, 0];
        const int samples = 1100;
        using GuardedBuffer<long> together = new(samples);
        fixed (double* row = weights)
        {
            Categories.Draw(row, 1, weights.Length, together.Pointer, samples, true, 8, 50);
            for (int s = 0; s < samples; s++)
            {
                long alone;
                Categories.Draw(row, 1, weights.Length, &alone, 1, true, 8, 50 + (ulong)s);
                Assert.Equal(alone, together.Pointer[s]);
                Assert.NotEqual(0, weights[alone]);
            }
        }
    }
}
