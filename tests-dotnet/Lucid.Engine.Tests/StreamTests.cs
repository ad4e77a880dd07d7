using System;
using Lucid.Gpu.Stream;
using Lucid.Memory;
using Lucid.Streams;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>The deferred stream: same numbers as the eager one, bounded work, flushes where values are asked for.</summary>
public sealed class StreamTests
{
    [Fact]
    public void BothStreamsTrainTheSameNetwork() => Assert.Equal(Train(Device.Cpu), Train(Device.Metal));

    private static float[] Train(Device device)
    {
        Random.Generator.Default.SetSeed(3);
        using TensorScope scope = TensorScope.Open();
        Tensor x = Randn([32, 6], device: device);
        Tensor labels = Randint(0, 3, [32], device: device);
        Tensor weight = (Randn([3, 6], device: device) * 0.5).Detach().SetRequiresGrad(true);
        Tensor bias = Zeros([3], device: device, requiresGrad: true);
        for (int step = 0; step < 20; step++)
        {
            using TensorScope inner = TensorScope.Open();
            x.Linear(weight, bias).CrossEntropy(labels).Backward();
            using Graph.GradMode mode = Graph.GradMode.Off();
            foreach (Tensor parameter in (Tensor[])[weight, bias])
            {
                parameter.SubInPlace(parameter.Grad! * 0.5);
                parameter.Grad = null;
            }
        }
        return [.. weight.ToArray<float>(), .. bias.ToArray<float>()];
    }

    [Fact]
    public void WorkIsRecordedAndRunWhenAValueIsAskedFor()
    {
        using Tensor x = Ones([8], device: Device.Metal);
        using Tensor y = x * 2;
        Assert.True(CommandStream.Metal.PendingCommands > 0);
        Assert.True(y.Storage.IsPending);
        Assert.Equal(16f, y.Sum().Item<float>());
        Assert.False(y.Storage.IsPending);
        Assert.Equal(0, CommandStream.Metal.PendingCommands);
    }

    [Fact]
    public void PendingWorkIsBoundedByCommands()
    {
        using Tensor x = Ones([1], device: Device.Metal);
        int most = 0;
        for (int i = 0; i < 5 * GpuStream.MaxPendingCommands; i++)
        {
            x.AddInPlace(1);
            most = Math.Max(most, CommandStream.Metal.PendingCommands);
        }
        Assert.InRange(most, 2, GpuStream.MaxPendingCommands);
        Assert.Equal(1f + 5 * GpuStream.MaxPendingCommands, x.Item<float>());
    }

    [Fact]
    public void PendingWorkIsBoundedByBytes()
    {
        CommandStream.FlushAll();
        MemoryAccount account = MemoryAccount.Of(DeviceType.Metal);
        long before = account.CurrentBytes;
        long most = 0;
        for (int i = 0; i < 40; i++)
        {
            using Tensor x = Ones([2 << 20], device: Device.Metal);
            most = Math.Max(most, account.CurrentBytes - before);
        }
        Assert.True(most <= GpuStream.MaxPendingBytes + (16 << 20), $"{most >> 20} MiB were pending");
        CommandStream.FlushAll();
        Assert.Equal(before, account.CurrentBytes);
    }

    [Fact]
    public void ProgramOrderHoldsForEditsAndViews()
    {
        using Tensor x = Zeros([4], device: Device.Metal);
        using Tensor view = x[1..3];
        using Tensor before = x + 0;
        view.AddInPlace(5);
        using Tensor after = x * 1;
        x.FillInPlace(9);
        Expect.Values(before, 0, 0, 0, 0);
        Expect.Values(after, 0, 5, 5, 0);
        Expect.Values(view, 9, 9);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(100_000)]
    public void ACopyHoldsTheSourceAsItWas(int count)
    {
        // Small copies travel inside the command, large ones write at once; both must see the source as it was.
        using Tensor source = Ones([count]);
        using Tensor there = source.To(device: Device.Metal);
        source.FillInPlace(7);
        Assert.Equal((float)count, there.Sum().Item<float>());
        using Tensor back = (there * 3).To(device: Device.Cpu);
        there.FillInPlace(0);
        Assert.Equal(3f * count, back.Sum().Item<float>());
    }

    [Fact]
    public void ARecordedOperandLivesUntilTheFlush()
    {
        Tensor x = Full([1000], 2.0, device: Device.Metal);
        Tensor y = x * x;
        x.Dispose();
        using (Tensor other = Full([1000], 9.0, device: Device.Metal)) other.AddInPlace(1);
        Assert.Equal(4000f, y.Sum().Item<float>());
        y.Dispose();
    }

    [Fact]
    public void MetalMemoryReturns()
    {
        Expect.Balanced(() =>
        {
            using TensorScope scope = TensorScope.Open();
            Tensor x = Ones([64], device: Device.Metal).SetRequiresGrad(true);
            (x.Exp() * x).Sum().Backward();
            Assert.ThrowsAny<LucidException>(() => { x.Matmul(Ones([3], device: Device.Metal)); });
        });
    }
}
