using System;
using System.Threading;
using Lucid.Graph;
using Lucid.Memory;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>What is made is freed: after training, errors, abandoned graphs, and graphs a million nodes deep.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void AScopeFreesWhatDoesNotEscape()
    {
        Expect.Balanced(() =>
        {
            Tensor kept;
            using (TensorScope scope = TensorScope.Open())
            {
                Tensor x = Ones([16]);
                Tensor y = x * 2 + 1;
                kept = scope.Escape(y.Sum());
            }
            Assert.False(kept.IsDisposed);
            Assert.Equal(48f, kept.Item<float>());
            kept.Dispose();
            Assert.True(kept.IsDisposed);
        });
    }

    [Fact]
    public void ScopesNest()
    {
        Expect.Balanced(() =>
        {
            using TensorScope outer = TensorScope.Open();
            Tensor kept;
            Tensor lost;
            using (TensorScope inner = TensorScope.Open())
            {
                lost = Ones([4]);
                kept = inner.Escape(lost * 2);
            }
            Assert.True(lost.IsDisposed);
            Expect.Values(kept, 2, 2, 2, 2);
        });
    }

    [Fact]
    public void ATensorFromOutsideSurvivesAScope()
    {
        Expect.Balanced(() =>
        {
            using Tensor outside = Ones([4]);
            Tensor again;
            using (TensorScope scope = TensorScope.Open()) again = scope.Escape(outside);
            again.Dispose();
            Assert.False(outside.IsDisposed);
        });
    }

    [Fact]
    public void TrainingReturnsEverything()
    {
        Expect.Balanced(() =>
        {
            using Tensor weight = Full([8, 4], 0.1).SetRequiresGrad(true);
            using Tensor bias = Zeros([8], requiresGrad: true);
            using Tensor x = Ones([5, 4]);
            for (int step = 0; step < 10; step++)
            {
                using TensorScope scope = TensorScope.Open();
                x.Linear(weight, bias).Relu().Square().Mean().Backward();
                using GradMode mode = GradMode.Off();
                foreach (Tensor parameter in (Tensor[])[weight, bias])
                {
                    parameter.SubInPlace(parameter.Grad! * 0.1);
                    parameter.Grad = null;
                }
            }
        });
    }

    [Fact]
    public void AnAbandonedGraphReturnsEverything()
    {
        Expect.Balanced(() =>
        {
            using TensorScope scope = TensorScope.Open();
            Tensor x = Ones([64], requiresGrad: true);
            Tensor y = x;
            for (int i = 0; i < 100; i++) y = y.Sin() * x;
            Tensor view = y[2..];
            view.MulInPlace(2);
        });
    }

    [Fact]
    public void ErrorsReturnEverything()
    {
        Expect.Balanced(() =>
        {
            using TensorScope scope = TensorScope.Open();
            Tensor x = Ones([4], requiresGrad: true);
            Tensor y = x * 2;
            Tensor z = (y * y).Sum();
            Assert.ThrowsAny<LucidException>(() => { y.Matmul(Ones([3])); });
            Assert.ThrowsAny<LucidException>(() => { y.AddInPlace(Ones([5])); });
            y.AddInPlace(1);
            Assert.Throws<VersionMismatchException>(() => z.Backward());
            Assert.ThrowsAny<LucidException>(() => { y.Cumsum(7); });
            Assert.ThrowsAny<LucidException>(() => { y.Reshape([3]); });
        });
    }

    [Fact]
    public void RepeatedDerivativesReturnEverything()
    {
        Expect.Balanced(() =>
        {
            using TensorScope scope = TensorScope.Open();
            Tensor x = Full([4], 0.5).SetRequiresGrad(true);
            Tensor?[] first = x.Tanh().Sum().GradientsOf([x], createGraph: true);
            Tensor?[] second = first[0]!.Sum().GradientsOf([x], createGraph: true);
            foreach (Tensor? gradient in (Tensor?[])[.. first, .. second]) gradient!.Dispose();
        });
    }

    [Fact]
    public void AChainOfAMillionNodesIsFreedWithoutRecursion()
    {
        // A small stack would not survive one frame per node.
        Run(256 << 10, () => Expect.Balanced(() => Chain(1_000_000, backward: false)));
    }

    [Fact]
    public void AChainOfAMillionNodesIsDifferentiatedWithoutRecursion() =>
        Run(256 << 10, () => Chain(1_000_000, backward: true));

    private static void Chain(int length, bool backward)
    {
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        Tensor y = x.Neg();
        for (int i = 1; i < length; i++)
        {
            Tensor next = y.Neg();
            y.Dispose();
            y = next;
        }
        Assert.True(Node.LiveCount >= length);
        if (backward)
        {
            y.Backward();
            Expect.Values(x.Grad!, length % 2 == 0 ? 1 : -1);
        }
        y.Dispose();
    }

    private static void Run(int stackBytes, Action work)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try { work(); }
            catch (Exception error) { failure = error; }
        }, stackBytes);
        thread.Start();
        thread.Join();
        if (failure is not null) throw failure;
    }

    [Fact]
    public void TheCollectorFreesWhatNobodyDisposed()
    {
        MemoryAccount account = MemoryAccount.Of(DeviceType.Cpu);
        long before = account.CurrentBytes;
        Drop();
        Assert.True(account.CurrentBytes >= before + (4 << 20));
        for (int i = 0; i < 5 && account.CurrentBytes > before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.True(account.CurrentBytes <= before, $"{account.CurrentBytes - before} bytes are still held");
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Drop() => Ones([1 << 20]);
}
