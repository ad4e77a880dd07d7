using System;
using Xunit;
using static Lucid.TensorFunctions;

namespace Lucid.Engine.Tests;

/// <summary>Type promotion, held against the table that PyTorch publishes for <c>torch.promote_types</c>.</summary>
public sealed class PromotionTests
{
    // Rows and columns: b1 u1 i1 i2 i4 i8 f2 bf f4 f8 c4 c8 (c4 is complex64). Source: c10/core/ScalarType.h of PyTorch.
    private static readonly string[] s_table =
    [
        "b1 u1 i1 i2 i4 i8 f2 bf f4 f8 c4 c8",
        "u1 u1 i2 i2 i4 i8 f2 bf f4 f8 c4 c8",
        "i1 i2 i1 i2 i4 i8 f2 bf f4 f8 c4 c8",
        "i2 i2 i2 i2 i4 i8 f2 bf f4 f8 c4 c8",
        "i4 i4 i4 i4 i4 i8 f2 bf f4 f8 c4 c8",
        "i8 i8 i8 i8 i8 i8 f2 bf f4 f8 c4 c8",
        "f2 f2 f2 f2 f2 f2 f2 f4 f4 f8 c4 c8",
        "bf bf bf bf bf bf f4 bf f4 f8 c4 c8",
        "f4 f4 f4 f4 f4 f4 f4 f4 f4 f8 c4 c8",
        "f8 f8 f8 f8 f8 f8 f8 f8 f8 f8 c8 c8",
        "c4 c4 c4 c4 c4 c4 c4 c4 c4 c8 c4 c8",
        "c8 c8 c8 c8 c8 c8 c8 c8 c8 c8 c8 c8",
    ];

    private static readonly string[] s_names = ["b1", "u1", "i1", "i2", "i4", "i8", "f2", "bf", "f4", "f8", "c4", "c8"];

    [Fact]
    public void EveryPairPromotesAsPublished()
    {
        for (int row = 0; row < DTypes.Count; row++)
        {
            string[] expected = s_table[row].Split(' ');
            for (int column = 0; column < DTypes.Count; column++)
            {
                DType found = DTypes.Promote((DType)row, (DType)column);
                Assert.True(s_names[(int)found] == expected[column], $"{s_names[row]} with {s_names[column]}: {found}, expected {expected[column]}");
                using Tensor left = Zeros([1], dtype: (DType)row);
                using Tensor right = Zeros([1], dtype: (DType)column);
                using Tensor sum = left + right;
                Assert.Equal(found, sum.DType);
            }
        }
    }

    [Theory]
    [InlineData(DType.Int32, 1, DType.Int32)]
    [InlineData(DType.UInt8, 300, DType.UInt8)]
    [InlineData(DType.Bool, 1, DType.Int64)]
    [InlineData(DType.Float16, 1, DType.Float16)]
    public void AnIntegerOnlyRaisesTheCategory(DType type, int number, DType expected) =>
        Assert.Equal(expected, (Ones([2], dtype: type) * number).DType);

    [Theory]
    [InlineData(DType.Int64, DType.Float32)]
    [InlineData(DType.Bool, DType.Float32)]
    [InlineData(DType.BFloat16, DType.BFloat16)]
    [InlineData(DType.Float64, DType.Float64)]
    [InlineData(DType.Complex64, DType.Complex64)]
    public void ARealRaisesIntegersToTheDefault(DType type, DType expected) =>
        Assert.Equal(expected, (Ones([2], dtype: type) * 0.5).DType);

    [Fact]
    public void TensorsWithoutDimensionsAreWeak()
    {
        Assert.Equal(DType.Float32, (Ones([2]) + Ones([], dtype: DType.Float64)).DType);
        Assert.Equal(DType.Float64, (Ones([2], dtype: DType.Int32) + Ones([], dtype: DType.Float64)).DType);
        Assert.Equal(DType.Float64, (Ones([]) + Ones([], dtype: DType.Float64)).DType);
        Assert.Equal(DType.Int8, (Ones([2], dtype: DType.Int8) + Ones([], dtype: DType.Int64)).DType);
    }

    [Theory]
    [InlineData(DType.Float32, DType.Int64, false)]
    [InlineData(DType.Int64, DType.Float16, true)]
    [InlineData(DType.Complex64, DType.Float64, false)]
    [InlineData(DType.Int64, DType.UInt8, true)]
    [InlineData(DType.UInt8, DType.Bool, false)]
    public void CastsKeepTheKindOfNumber(DType from, DType to, bool allowed) => Assert.Equal(allowed, DTypes.CanCast(from, to));

    [Fact]
    public void InPlaceResultsMustFit()
    {
        using Tensor integers = Ones([2], dtype: DType.Int64);
        Assert.Throws<DtypeMismatchException>(() => { integers.MulInPlace(0.5); });
        using Tensor singles = Ones([2]);
        singles.AddInPlace(Ones([2], dtype: DType.Float64));
        Assert.Equal(DType.Float32, singles.DType);
        Expect.Values(singles, 2, 2);
    }
}
