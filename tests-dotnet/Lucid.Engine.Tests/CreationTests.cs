using System;
using System.Numerics;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>Tensors from nothing and from C# numbers.</summary>
public sealed class CreationTests
{
    [Fact]
    public void ShapesAreCollectionExpressions()
    {
        using Tensor zeros = Zeros([2, 3]);
        Expect.Shape(zeros, 2, 3);
        Expect.Values(zeros, 0, 0, 0, 0, 0, 0);
        Assert.Equal(DType.Float32, zeros.DType);
        using Tensor scalar = Ones([]);
        Assert.Equal(0, scalar.Rank);
        Assert.Equal(1.0, scalar.Item<double>());
        using Tensor empty = Full([0, 4], 7);
        Assert.Equal(0, empty.Count);
        Assert.Equal(DType.Int64, empty.DType);
    }

    [Fact]
    public void ElementTypesFollowTheValues()
    {
        using Tensor singles = Tensor.From([1f, 2f]);
        using Tensor longs = Tensor.From([1L, 2L]);
        using Tensor truths = Tensor.From([true, false]);
        using Tensor complex = Tensor.From([new Complex(1, 2)]);
        using Tensor halves = Tensor.From([(Half)0.5]);
        Assert.Equal(DType.Float32, singles.DType);
        Assert.Equal(DType.Int64, longs.DType);
        Assert.Equal(DType.Bool, truths.DType);
        Assert.Equal(DType.Complex128, complex.DType);
        Assert.Equal(DType.Float16, halves.DType);
        Expect.Complex(complex, new Complex(1, 2));
    }

    [Fact]
    public void ValuesAreCopiedRowByRow()
    {
        double[] values = [1, 2, 3, 4, 5, 6];
        using Tensor matrix = Tensor.From<double>(values, [2, 3]);
        values[0] = 100;
        Expect.Values(matrix, 1, 2, 3, 4, 5, 6);
        using Tensor transposed = matrix.Transpose(0, 1);
        Expect.Values(transposed, 1, 4, 2, 5, 3, 6);
    }

    [Fact]
    public void AShapeOfAnotherSizeIsRefused()
    {
        var error = Assert.Throws<ShapeMismatchException>(() => { Tensor.From([1f, 2f, 3f], [2, 2]); });
        Assert.Contains("(2, 2)", error.Message);
        Assert.Contains("3", error.Message);
        Assert.Throws<ShapeMismatchException>(() => { Zeros([-1]); });
        Assert.Throws<ShapeMismatchException>(() => { Zeros([long.MaxValue, 2]); });
        Assert.Throws<ShapeMismatchException>(() => { Zeros(new long[65]); });
    }

    [Fact]
    public void SequencesHaveTheirEnds()
    {
        using Tensor integers = Arange(2, 11, 3);
        Expect.Values(integers, 2, 5, 8);
        Assert.Equal(DType.Int64, integers.DType);
        using Tensor reals = Arange(0.0, 1.0, 0.25);
        Expect.Values(reals, 0, 0.25, 0.5, 0.75);
        Assert.Equal(DType.Float32, reals.DType);
        using Tensor line = Linspace(-1.0, 1.0, 5);
        Expect.Values(line, -1, -0.5, 0, 0.5, 1);
        using Tensor identity = Eye(2, 3);
        Expect.Values(identity, 1, 0, 0, 0, 1, 0);
        Assert.Throws<ArgumentValueException>(() => { Arange(0, 1, 0); });
    }

    [Fact]
    public void LikesTakeShapeTypeAndDevice()
    {
        using Tensor model = Zeros([2, 2], dtype: DType.Float64, device: Device.Metal);
        using Tensor ones = model.OnesLike();
        Assert.Equal(DType.Float64, ones.DType);
        Assert.Equal(Device.Metal, ones.Device);
        Expect.Values(ones, 1, 1, 1, 1);
        using Tensor integers = model.FullLike(3, dtype: DType.Int32, device: Device.Cpu);
        Assert.Equal(DType.Int32, integers.DType);
        Assert.Equal(Device.Cpu, integers.Device);
    }

    [Fact]
    public void SingleItemsComeOut()
    {
        using Tensor value = Tensor.From([2.5f]);
        Assert.Equal(2.5f, value.Item<float>());
        Assert.Equal(2, value.Item<int>());
        using Tensor two = Tensor.From([1f, 2f]);
        var error = Assert.Throws<LucidException>(() => { two.Item(); });
        Assert.Contains("2 elements", error.Message);
    }

    [Fact]
    public void DevicesAreReadByName()
    {
        Assert.Equal(Device.Cpu, Device.Parse("cpu"));
        Assert.Equal(Device.Metal, Device.Parse("metal:0"));
        Assert.Throws<DeviceMismatchException>(() => { Device.Parse("tpu"); });
        Assert.Throws<DeviceMismatchException>(() => { Device.Parse("metal:1"); });
    }
}
