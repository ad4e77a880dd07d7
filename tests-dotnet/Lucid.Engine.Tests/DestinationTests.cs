using System;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>The forms that write into memory at hand: in place, and into a tensor the caller gives.</summary>
public sealed class DestinationTests
{
    [Fact]
    public void InPlaceFormsReturnTheirOperand()
    {
        using Tensor x = Tensor.From([1.0, 4.0, 9.0]);
        nint storage = x.Storage.GetHashCode();
        Assert.Same(x, x.SqrtInPlace());
        Expect.Values(x, 1, 2, 3);
        x.AddInPlace(1).MulInPlace(x).SubInPlace(Tensor.From([4.0]));
        Expect.Values(x, 0, 5, 12);
        x.ClampInPlace(1.0, 6.0);
        Expect.Values(x, 1, 5, 6);
        x.CopyInPlace(Tensor.From([7L]));
        Expect.Values(x, 7, 7, 7);
        Assert.Equal(storage, x.Storage.GetHashCode());
    }

    [Fact]
    public void InPlaceResultsKeepTheShape()
    {
        using Tensor x = Ones([1, 3]);
        var error = Assert.Throws<ShapeMismatchException>(() => { x.AddInPlace(Ones([2, 3])); });
        Assert.Contains("(1, 3)", error.Message);
        Assert.Contains("(2, 3)", error.Message);
        Expect.Values(x, 1, 1, 1);
    }

    [Fact]
    public void OperandsMayOverlapTheTarget()
    {
        using Tensor x = Arange(6).Reshape([2, 3]);
        x[.., 1..].CopyInPlace(x[.., ..2]);
        Expect.Values(x, 0, 0, 1, 3, 3, 4);
        using Tensor square = Arange(4).Reshape([2, 2]);
        square.AddInPlace(square.Transpose(0, 1));
        Expect.Values(square, 0, 3, 3, 6);
    }

    [Fact]
    public void IntoWritesAndResizes()
    {
        using Tensor target = Zeros([2]);
        using Tensor a = Tensor.From([1f, 2f]);
        Assert.Same(target, AddInto(target, a, 10));
        Expect.Values(target, 11, 12);
        int version = target.Storage.Version;
        MatmulInto(target, Ones([3, 2]), a.View([2, 1]));
        Expect.Shape(target, 3, 1);
        Expect.Values(target, 3, 3, 3);
        Assert.True(target.Storage.Version > version || target.Storage.Bytes > 8);
    }

    [Fact]
    public void IntoConvertsWhenTheKindIsKept()
    {
        using Tensor wide = Zeros([2], dtype: DType.Float64);
        ExpInto(wide, Zeros([2]));
        Expect.Values(wide, 1, 1);
        using Tensor integers = Zeros([2], dtype: DType.Int64);
        Assert.Throws<DtypeMismatchException>(() => { ExpInto(integers, Zeros([2])); });
        SumInto(integers, Ones([2, 2], dtype: DType.Int32), [0]);
        Expect.Values(integers, 2, 2);
    }

    [Fact]
    public void IntoAViewWritesThere()
    {
        using Tensor whole = Zeros([2, 2]);
        using Tensor column = whole[.., 1];
        MulInto(column, Tensor.From([3f, 4f]), 2);
        Expect.Values(whole, 0, 6, 0, 8);
    }
}
