using System;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>Operators, broadcasting, and what shapes and devices do not allow.</summary>
public sealed class OperatorTests
{
    [Fact]
    public void OperatorsComputeElementwise()
    {
        using Tensor a = Tensor.From([1.0, 2.0, 4.0]);
        using Tensor b = Tensor.From([8.0, 4.0, 2.0]);
        Expect.Values(a + b, 9, 6, 6);
        Expect.Values(a - b, -7, -2, 2);
        Expect.Values(a * b, 8, 8, 8);
        Expect.Values(a / b, 0.125, 0.5, 2);
        Expect.Values(-a, -1, -2, -4);
        Expect.Values(a + 1, 2, 3, 5);
        Expect.Values(10 - a, 9, 8, 6);
        Expect.Values(a - 10, -9, -8, -6);
        Expect.Values(2 * a, 2, 4, 8);
        Expect.Values(8 / a, 8, 4, 2);
        Expect.Values(a / 4, 0.25, 0.5, 1);
        Expect.Values(a.Pow(2), 1, 4, 16);
    }

    [Fact]
    public void ShapesBroadcast()
    {
        using Tensor column = Tensor.From([10.0, 20.0], [2, 1]);
        using Tensor row = Tensor.From([1.0, 2.0, 3.0]);
        Tensor sum = column + row;
        Expect.Shape(sum, 2, 3);
        Expect.Values(sum, 11, 12, 13, 21, 22, 23);
        Expect.Shape(Zeros([4, 1, 3]) * Zeros([2, 1]), 4, 2, 3);
        Expect.Shape(Zeros([0, 3]) + Zeros([1, 3]), 0, 3);
        Expect.Shape(Zeros([]) + Zeros([2]), 2);
    }

    [Fact]
    public void ShapesThatDoNotBroadcastAreNamed()
    {
        using Tensor a = Zeros([2, 3]);
        using Tensor b = Zeros([2, 4]);
        var error = Assert.Throws<ShapeMismatchException>(() => { _ = a + b; });
        Assert.Contains("3", error.Message);
        Assert.Contains("4", error.Message);
        Assert.Equal("add", error.Op);
    }

    [Fact]
    public void MatrixProductsFollowTheRanks()
    {
        using Tensor a = Tensor.From([1.0, 2, 3, 4, 5, 6], [2, 3]);
        using Tensor b = Tensor.From([7.0, 8, 9, 10, 11, 12], [3, 2]);
        Expect.Values(a.Matmul(b), 58, 64, 139, 154);
        using Tensor v = Tensor.From([1.0, 0, -1]);
        Expect.Values(a.Matmul(v), -2, -2);
        Expect.Values(v.Matmul(b), -4, -4);
        Assert.Equal(2.0, v.Matmul(v).Item<double>());
        Expect.Shape(Zeros([5, 1, 2, 3]).Matmul(Zeros([4, 3, 2])), 5, 4, 2, 2);
        Expect.Values(Zeros([2, 0]).Matmul(Zeros([0, 2])), 0, 0, 0, 0);
        var error = Assert.Throws<ShapeMismatchException>(() => { a.Matmul(a); });
        Assert.Contains("(2, 3)", error.Message);
    }

    [Fact]
    public void DevicesDoNotMix()
    {
        using Tensor here = Ones([2]);
        using Tensor there = Ones([2], device: Device.Metal);
        var error = Assert.Throws<DeviceMismatchException>(() => { _ = here + there; });
        Assert.Contains("metal", error.Message);
        // A 0-d tensor of the processor counts as a number.
        Expect.Values(there * Full([], 3.0), 3, 3);
    }

    [Fact]
    public void ReductionsTakeDimensions()
    {
        using Tensor x = Tensor.From([1.0, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal(21.0, x.Sum().Item<double>());
        Expect.Values(x.Sum([0]), 5, 7, 9);
        Expect.Values(x.Sum([-1], keepdim: true), 6, 15);
        Expect.Values(x.Mean([0, 1]), 3.5);
        // The sample variance of 1..6 is 3.5.
        Expect.Close([3.5], x.Var(), 1e-15);
        (Tensor values, Tensor indices) = x.Max(1);
        Expect.Values(values, 3, 6);
        Expect.Values(indices, 2, 2);
        Assert.Throws<IndexException>(() => { x.Sum([2]); });
        Assert.Equal(DType.Int64, Tensor.From([true, true]).Sum().DType);
    }

    [Fact]
    public void NotANumberSpreads()
    {
        using Tensor x = Tensor.From([1.0, double.NaN, 3.0]);
        Assert.True(double.IsNaN(x.Max().Item<double>()));
        Assert.True(double.IsNaN(x.Sum().Item<double>()));
        Assert.Equal(1L, x.Argmax().Item<long>());
        Expect.Values(x.Gt(2), 0, 0, 1);
        Assert.False(x.Equal(x));
    }

    [Fact]
    public void IntegerDivisionFloors()
    {
        using Tensor x = Tensor.From([-7L, 7L]);
        Expect.Values(x.FloorDivide(2), -4, 3);
        Expect.Values(x.Remainder(3), 2, 1);
        Expect.Values(x.Fmod(3), -1, 1);
        Assert.Equal(DType.Float32, (x / 2).DType);
    }

    [Fact]
    public void ADisposedTensorSaysSo()
    {
        Tensor x = Ones([2]);
        x.Dispose();
        Assert.True(x.IsDisposed);
        x.Dispose();
        var error = Assert.Throws<LucidException>(() => { _ = x + 1; });
        Assert.Contains("disposed", error.Message);
    }
}
