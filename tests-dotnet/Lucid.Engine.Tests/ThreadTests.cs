using System;
using System.Threading;
using System.Threading.Tasks;
using Lucid.Graph;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>Many threads at once: forward on shared tensors, backward on graphs of their own.</summary>
public sealed class ThreadTests
{
    private const int Threads = 8;

    private static void Hammer(Action<int> work)
    {
        using var start = new Barrier(Threads);
        var failures = new Exception?[Threads];
        var threads = new Thread[Threads];
        for (int i = 0; i < Threads; i++)
        {
            int index = i;
            threads[i] = new Thread(() =>
            {
                start.SignalAndWait();
                try { work(index); }
                catch (Exception error) { failures[index] = error; }
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads) thread.Join();
        foreach (Exception? failure in failures)
        {
            if (failure is not null) throw new AggregateException(failure);
        }
    }

    [Theory]
    [InlineData(DeviceType.Cpu)]
    [InlineData(DeviceType.Metal)]
    public void ForwardOnSharedTensors(DeviceType device)
    {
        Expect.Balanced(() =>
        {
            using Tensor shared = Arange(0.0, 64.0, 1.0, dtype: DType.Float64, device: new Device(device));
            Hammer(_ =>
            {
                for (int i = 0; i < 200; i++)
                {
                    using TensorScope scope = TensorScope.Open();
                    Tensor matrix = shared.View([8, 8]);
                    Assert.Equal(2016.0 * 3, (shared * 2 + shared).Sum().Item<double>());
                    // The first row is k, the first column 8 k: 8 (0 + 1 + 4 + ... + 49).
                    Assert.Equal(1120.0, matrix.Matmul(matrix)[0, 0].Item<double>());
                }
            });
        });
    }

    [Fact]
    public void BackwardOnGraphsOfTheirOwn()
    {
        Expect.Balanced(() => Hammer(index =>
        {
            for (int i = 0; i < 100; i++)
            {
                using TensorScope scope = TensorScope.Open();
                Tensor x = Full([16], (double)(index + 1), dtype: DType.Float64).SetRequiresGrad(true);
                (x * x * x).Sum().Backward();
                Assert.Equal(3.0 * (index + 1) * (index + 1), x.Grad![7].Item<double>());
            }
        }));
    }

    [Fact]
    public void RecordingModeBelongsToTheThread()
    {
        using Tensor x = Ones([1], requiresGrad: true);
        Hammer(index =>
        {
            for (int i = 0; i < 200; i++)
            {
                bool enabled = (index + i) % 2 == 0;
                using GradMode mode = GradMode.Set(enabled);
                using Tensor y = x * 2;
                Assert.Equal(enabled, y.RequiresGrad);
            }
        });
        Assert.True(GradMode.Enabled);
    }

    [Fact]
    public void ReservedRandomPositionsNeverOverlap()
    {
        var generator = new Random.Generator(9);
        var starts = new ulong[Threads * 100];
        Hammer(index =>
        {
            for (int i = 0; i < 100; i++) starts[index * 100 + i] = generator.Reserve(8);
        });
        Array.Sort(starts);
        for (int i = 0; i < starts.Length; i++) Assert.Equal((ulong)(2 * i), starts[i]);
    }
}
