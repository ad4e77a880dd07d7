using System;
using Lucid.Graph;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>What autograd refuses, as PyTorch does, with messages that say what to do.</summary>
public sealed class GraphErrorTests
{
    [Fact]
    public void ASecondPassNeedsTheGraphRetained()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Tensor y = (x * x).Sum();
        y.Backward();
        var error = Assert.Throws<LucidException>(() => y.Backward());
        Assert.Contains("second time", error.Message);
        Assert.Contains("retain_graph=True", error.Message);

        Tensor again = (x * x).Sum();
        again.Backward(retainGraph: true);
        again.Backward();
        Expect.Values(x.Grad!, 6, 12);
    }

    [Fact]
    public void AnEditedSavedValueIsNoticed()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Tensor y = x * 2;
        Tensor z = y * y;
        y.AddInPlace(1);
        var error = Assert.Throws<VersionMismatchException>(() => z.Sum().Backward());
        Assert.Contains("modified by an inplace operation", error.Message);
        Assert.Equal("0", error.Expected);
        Assert.Equal("1", error.Got);
    }

    [Fact]
    public void AnEditThroughAViewIsNoticedToo()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Tensor y = x.Exp();
        y[0].ZeroInPlace();
        Assert.Throws<VersionMismatchException>(() => y.Sum().Backward());
    }

    [Fact]
    public void AnEditOfAValueNobodySavedIsFine()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Tensor y = x + 1;
        Tensor z = y + 1;
        y.MulInPlace(100);
        z.Sum().Backward();
        Expect.Values(x.Grad!, 1, 1);
    }

    [Fact]
    public void ARootNeedsOneElementOrASeed()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        var error = Assert.Throws<LucidException>(() => (x * 2).Backward());
        Assert.Contains("scalar outputs", error.Message);
        using Tensor complex = Tensor.From([new System.Numerics.Complex(1, 1)], requiresGrad: true);
        Assert.Contains("real scalar", Assert.Throws<LucidException>(() => complex.Sum().Backward()).Message);
        Assert.Contains("does not require grad", Assert.Throws<LucidException>(() => Tensor.From([1.0]).Backward()).Message);
        Assert.Throws<LucidException>(() => { (x * 2).Sum().GradientsOf([]); });
        Assert.Throws<LucidException>(() => { (x * 2).Sum().GradientsOf([Tensor.From([1.0])]); });
    }

    [Fact]
    public void ALeafIsNotEditedWhileItIsRecorded()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        Assert.Contains("leaf", Assert.Throws<LucidException>(() => { x.AddInPlace(1); }).Message);
        Assert.Contains("view of a leaf", Assert.Throws<LucidException>(() => { x[0].FillInPlace(1); }).Message);
        using (GradMode.Off()) x.AddInPlace(1);
        Expect.Values(x, 2, 3);
    }

    [Fact]
    public void OutputsGivenByTheCallerAreNotRecorded()
    {
        using Tensor x = Tensor.From([1.0, 2.0], requiresGrad: true);
        using Tensor target = Zeros([2], dtype: DType.Float64);
        Assert.Contains("out=", Assert.Throws<LucidException>(() => { ExpInto(target, x); }).Message);
        using (GradMode.Off()) ExpInto(target, x);
        Expect.Close([Math.E, Math.E * Math.E], target, 1e-15);
    }

    [Fact]
    public void InferenceTensorsStayOutOfGraphs()
    {
        using Tensor x = Tensor.From([1.0], requiresGrad: true);
        ThreadState state = ThreadState.Current;
        Tensor inference;
        state.InferenceMode = true;
        try
        {
            using (GradMode.Off()) inference = x * 2;
        }
        finally
        {
            state.InferenceMode = false;
        }
        Assert.True(inference.IsInference);
        Assert.Throws<LucidException>(() => { inference.AddInPlace(1); });
        Assert.Throws<LucidException>(() => { inference.SetRequiresGrad(true); });
    }
}
