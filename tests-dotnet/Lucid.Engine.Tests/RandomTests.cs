using System;
using System.Linq;
using Lucid.Random;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>Random tensors: states that can be saved, streams that agree, and the moments of the distributions.</summary>
public sealed class RandomTests
{
    [Fact]
    public void ASeedRepeats()
    {
        Generator generator = new(42), again = new(42), other = new(43);
        float[] first = Rand([100], generator: generator).ToArray<float>();
        Assert.Equal(first, Rand([100], generator: again).ToArray<float>());
        Assert.NotEqual(first, Rand([100], generator: other).ToArray<float>());
        Assert.NotEqual(first, Rand([100], generator: generator).ToArray<float>());
    }

    [Fact]
    public void AStateIsAPlaceToReturnTo()
    {
        var generator = new Generator(7);
        Randn([33], generator: generator);
        (ulong seed, ulong offset) = (generator.Seed, generator.Offset);
        float[] first = Randn([50], generator: generator).ToArray<float>();
        long[] permutation = Randperm(20, generator: generator).ToArray<long>();
        generator.SetState(seed, offset);
        Assert.Equal(first, Randn([50], generator: generator).ToArray<float>());
        Assert.Equal(permutation, Randperm(20, generator: generator).ToArray<long>());
    }

    [Fact]
    public void StreamsAgree()
    {
        float[] here = Randn([1000], generator: new Generator(5)).ToArray<float>();
        Assert.Equal(here, Randn([1000], generator: new Generator(5), device: Device.Metal).ToArray<float>());
    }

    [Fact]
    public void MomentsAreThoseOfTheDistribution()
    {
        const int count = 200_000;
        double[] uniform = Rand([count], generator: new Generator(1), dtype: DType.Float64).ToArray<double>();
        Assert.InRange(uniform.Average(), 0.5 - 0.004, 0.5 + 0.004);
        Assert.All(uniform, value => Assert.InRange(value, 0, Math.BitDecrement(1.0)));
        double[] normal = Normal(3, 2, [count], generator: new Generator(2), dtype: DType.Float64).ToArray<double>();
        double mean = normal.Average();
        Assert.InRange(mean, 3 - 0.03, 3 + 0.03);
        Assert.InRange(normal.Sum(value => (value - mean) * (value - mean)) / count, 4 - 0.1, 4 + 0.1);
    }

    [Fact]
    public void IntegersCoverTheirRange()
    {
        long[] values = Randint(-2, 3, [1000], generator: new Generator(3)).ToArray<long>();
        Assert.Equal([-2L, -1, 0, 1, 2], values.Distinct().Order());
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), Randperm(50, generator: new Generator(4)).ToArray<long>().Order());
        Assert.ThrowsAny<LucidException>(() => { Randint(3, 3, [1]); });
    }

    [Fact]
    public void DropoutKeepsTheExpectation()
    {
        using Tensor x = Ones([100_000]);
        float[] kept = x.Dropout(0.25, generator: new Generator(6)).ToArray<float>();
        Assert.All(kept, value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.75f) < 1e-6));
        Assert.InRange(kept.Average(), 0.98, 1.02);
        Assert.Equal(x.ToArray<float>(), x.Dropout(0.25, train: false).ToArray<float>());
    }
}
