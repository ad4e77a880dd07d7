using System;
using System.Collections.Generic;
using Lucid.Graph;
using Xunit;

namespace Lucid.Engine.Tests;

/// <summary>Hooks on leaves and results, and gradients that results retain.</summary>
public sealed class HookTests
{
    private sealed class Recorder(double factor) : GradientHook
    {
        internal List<double[]> Seen { get; } = [];

        internal bool Disposed { get; private set; }

        public override Tensor? Call(Tensor gradient)
        {
            Seen.Add(gradient.ToArray<double>());
            return factor == 1 ? null : gradient * factor;
        }

        public override void Dispose() => Disposed = true;
    }

    [Fact]
    public void AHookOnAResultSeesAndReplacesItsGradient()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Tensor y = x * 3;
        var hook = new Recorder(10);
        y.AddHook(hook);
        (y * y).Sum().Backward();
        Assert.Equal([6.0, 12.0], Assert.Single(hook.Seen));
        Expect.Values(x.Grad!, 180, 360);
    }

    [Fact]
    public void AHookOnALeafWorksInEveryPass()
    {
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        var hook = new Recorder(-1);
        x.AddHook(hook);
        (x * 5).Sum().Backward();
        (x * 7).Sum().Backward();
        Assert.Equal(2, hook.Seen.Count);
        Expect.Values(x.Grad!, -12);
    }

    [Fact]
    public void HooksRunInOrderAndCanGo()
    {
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        Tensor y = x * 1;
        Recorder first = new(2), second = new(1), removed = new(100);
        y.AddHook(first);
        y.AddHook(removed);
        y.AddHook(second);
        removed.Node!.RemoveHook(removed);
        y.Sum().Backward();
        Assert.Equal([2.0], Assert.Single(second.Seen));
        Assert.Empty(removed.Seen);
        Assert.True(removed.Disposed);
        Expect.Values(x.Grad!, 2);
    }

    [Fact]
    public void AThrowingHookLeavesTheEngineUsable()
    {
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        Tensor y = x * 2;
        y.AddHook(new Thrower());
        Assert.Throws<InvalidOperationException>(() => (y * y).Sum().Backward());
        (x * 3).Sum().Backward();
        Expect.Values(x.Grad!, 3);
    }

    private sealed class LeafReader : GradientHook
    {
        internal double Seen { get; private set; }

        public override Tensor? Call(Tensor leaf)
        {
            Seen = leaf.Grad!.Item<double>();
            return null;
        }
    }

    private sealed class Thrower : GradientHook
    {
        public override Tensor? Call(Tensor gradient) => throw new InvalidOperationException("from the hook");
    }

    [Fact]
    public void RetainGradKeepsAResultsGradient()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Tensor kept = x * 3;
        Tensor dropped = x * 4;
        kept.RetainGrad();
        (kept * dropped).Sum().Backward();
        Expect.Values(kept.Grad!, 4, 8);
        Assert.Null(dropped.Grad);
        Assert.Throws<LucidException>(() => x.Detach().RetainGrad());
    }

    [Fact]
    public void AHookNeedsAGradient() =>
        Assert.Throws<LucidException>(() => Tensor.From([1.0]).AddHook(new Recorder(1)));

    [Fact]
    public void PostAccumulateRunsWhenTheSumIsThere()
    {
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        var reader = new LeafReader();
        x.AddPostAccumulateHook(reader);
        (x * 2 + x * 3).Sum().Backward();
        Assert.Equal(5, reader.Seen);
    }
}
