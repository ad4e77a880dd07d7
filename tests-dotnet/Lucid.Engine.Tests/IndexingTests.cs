using System;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>Indexers and ranges: <c>x[1..3, ..]</c>.</summary>
public sealed class IndexingTests : IDisposable
{
    // 0  1  2  3
    // 4  5  6  7
    // 8  9 10 11
    private readonly Tensor _x = Arange(12).Reshape([3, 4]);

    public void Dispose() => _x.Dispose();

    [Fact]
    public void IntegersTakeADimensionAway()
    {
        Expect.Values(_x[1], 4, 5, 6, 7);
        Expect.Values(_x[^1], 8, 9, 10, 11);
        Expect.Values(_x[-2], 4, 5, 6, 7);
        Tensor element = _x[2, 3];
        Assert.Equal(0, element.Rank);
        Assert.Equal(11, element.Item<long>());
    }

    [Fact]
    public void RangesKeepIt()
    {
        Expect.Shape(_x[1..3, ..], 2, 4);
        Expect.Values(_x[1..3, ..], 4, 5, 6, 7, 8, 9, 10, 11);
        Expect.Values(_x[.., 1..^1], 1, 2, 5, 6, 9, 10);
        Expect.Values(_x[..^2, ^1..], 3);
        Expect.Shape(_x[3.., ..], 0, 4);
        Expect.Values(_x[0, TensorIndex.Slice(0, 4, 2)], 0, 2);
    }

    [Fact]
    public void EllipsisAndNewAxesFillIn()
    {
        Expect.Values(_x[TensorIndex.Ellipsis, 0], 0, 4, 8);
        Expect.Shape(_x[TensorIndex.NewAxis, TensorIndex.Ellipsis], 1, 3, 4);
        Expect.Shape(_x[.., TensorIndex.NewAxis, 1], 3, 1);
    }

    [Fact]
    public void IndexTensorsAndMasksCopy()
    {
        using Tensor rows = Tensor.From([2L, 0L]);
        Expect.Values(_x[rows], 8, 9, 10, 11, 0, 1, 2, 3);
        Expect.Values(_x[rows, Tensor.From([3L, 1L])], 11, 1);
        Expect.Values(_x[_x.Gt(8)], 9, 10, 11);
        Tensor copy = _x[rows];
        copy.ZeroInPlace();
        Assert.Equal(11, _x[2, 3].Item<long>());
    }

    [Fact]
    public void AViewSharesItsMemory()
    {
        Tensor middle = _x[1];
        Assert.Same(_x.Storage, middle.Storage);
        middle.FillInPlace(-1);
        Expect.Values(_x, 0, 1, 2, 3, -1, -1, -1, -1, 8, 9, 10, 11);
    }

    [Fact]
    public void AssigningWritesAndBroadcasts()
    {
        _x[0] = Tensor.From([9L, 8L, 7L, 6L]);
        _x[1.., 0] = Full([], 5);
        Expect.Values(_x, 9, 8, 7, 6, 5, 5, 6, 7, 5, 9, 10, 11);
        _x[_x.Eq(5)] = Full([], 0);
        Expect.Values(_x, 9, 8, 7, 6, 0, 0, 6, 7, 0, 9, 10, 11);
        Assert.Throws<ShapeMismatchException>(() => { _x[0] = Zeros([3]); });
    }

    [Fact]
    public void WhatIsOutOfRangeIsRefused()
    {
        Assert.Throws<IndexException>(() => { _ = _x[3]; });
        Assert.Throws<IndexException>(() => { _ = _x[0, -5]; });
        Assert.Throws<IndexException>(() => { _ = _x[0, 0, 0]; });
        Assert.Throws<IndexException>(() => { _ = _x[Tensor.From([0.5f])]; });
        Assert.Throws<IndexException>(() => { _ = _x[Tensor.From([7L])]; });
        Assert.Throws<IndexException>(() => { _ = _x[Tensor.From([true, false])]; });
    }

    [Fact]
    public void GradientsFlowIntoThePart()
    {
        using Tensor leaf = Tensor.From([1.0, 2, 3, 4], [2, 2], requiresGrad: true);
        (leaf[1] * 3).Sum().Backward();
        Expect.Values(leaf.Grad!, 0, 0, 3, 3);
        leaf.Grad = null;
        // An element that is taken twice receives twice.
        leaf[Tensor.From([0L, 0L])].Sum().Backward();
        Expect.Values(leaf.Grad!, 2, 2, 0, 0);
    }

    [Fact]
    public void GradientsFlowThroughAnAssignment()
    {
        using Tensor source = Tensor.From([5.0, 6.0], requiresGrad: true);
        using Tensor leaf = Tensor.From([1.0, 2, 3, 4], [2, 2], requiresGrad: true);
        Tensor target = leaf * 2;
        target[0] = source;
        Expect.Values(target, 5, 6, 6, 8);
        (target * target).Sum().Backward();
        Expect.Values(source.Grad!, 10, 12);
        // Overwritten elements no longer depend on the leaf.
        Expect.Values(leaf.Grad!, 0, 0, 24, 32);
    }
}
