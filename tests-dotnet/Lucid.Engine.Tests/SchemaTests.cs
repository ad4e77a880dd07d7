using System;
using Lucid.Ops.Declaration;
using Lucid.Ops.Dispatch;
using Xunit;

namespace Lucid.Engine.Tests;

/// <summary>The parser of schema strings, which the generator and the engine share.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void NamesOverloadsAndResultsAreRead()
    {
        OpSchema schema = OpSchema.Parse("max.dim(Tensor input, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)");
        Assert.Equal("max", schema.Name);
        Assert.Equal("dim", schema.Overload);
        Assert.Equal(["input", "dim", "keepdim"], Array.ConvertAll(schema.Parameters, p => p.Name));
        Assert.Equal(["values", "indices"], Array.ConvertAll(schema.Results, r => r.Name));
    }

    [Fact]
    public void KeywordOnlyStartsAtTheStar()
    {
        OpSchema schema = OpSchema.Parse("f(Tensor input, *, ScalarType? dtype=None, Device device) -> Tensor");
        Assert.False(schema.Parameters[0].IsKeywordOnly);
        Assert.True(schema.Parameters[1].IsKeywordOnly);
        Assert.True(schema.Parameters[1].IsOptional);
        Assert.Equal(SchemaType.DType, schema.Parameters[1].Type);
        Assert.Equal("None", schema.Parameters[1].DefaultText);
        Assert.Null(schema.Parameters[2].DefaultText);
    }

    [Theory]
    [InlineData("int[]", SchemaType.Int, true, false, false)]
    [InlineData("int[1]?", SchemaType.Int, true, true, true)]
    [InlineData("Tensor[]", SchemaType.Tensor, true, false, false)]
    [InlineData("Tensor|Scalar", SchemaType.TensorOrScalar, false, false, false)]
    [InlineData("Generator?", SchemaType.Generator, false, true, false)]
    [InlineData("str", SchemaType.Str, false, false, false)]
    public void TypesAreRead(string text, SchemaType type, bool isList, bool isOptional, bool acceptsSingle)
    {
        SchemaParameter parameter = Assert.Single(OpSchema.Parse($"f({text} x) -> Tensor").Parameters);
        Assert.Equal((type, isList, isOptional, acceptsSingle), (parameter.Type, parameter.IsList, parameter.IsOptional, parameter.AcceptsSingle));
    }

    [Fact]
    public void DefaultsKeepTheirCommas()
    {
        OpSchema schema = OpSchema.Parse("f(int[2] stride=[1, 2], str mode='a', float eps=1e-05) -> Tensor[]");
        Assert.Equal(["[1, 2]", "'a'", "1e-05"], Array.ConvertAll(schema.Parameters, p => p.DefaultText!));
        Assert.True(schema.Results[0].IsList);
    }

    [Theory]
    [InlineData("")]
    [InlineData("f")]
    [InlineData("f(Tensor x)")]
    [InlineData("(Tensor x) -> Tensor")]
    [InlineData("f(Tensor) -> Tensor")]
    [InlineData("f(Matrix x) -> Tensor")]
    [InlineData("f(Tensor x) -> Matrix")]
    public void WhatIsNoSchemaIsRefused(string text) => Assert.Throws<FormatException>(() => { OpSchema.Parse(text); });

    [Fact]
    public void EveryRegisteredOpHasASchemaAndADocument()
    {
        Assert.True(OpTable.Entries.Length > 150, $"only {OpTable.Entries.Length} ops");
        string previous = "";
        foreach (OpEntry entry in OpTable.Entries)
        {
            Assert.Equal(entry.SchemaText, entry.Schema.Text);
            Assert.NotEmpty(entry.Documentation);
            Assert.True(entry.Version >= 1);
            Assert.True(entry.Schema.Parameters.Length <= CallFrame.Capacity);
            Assert.Same(entry, OpTable.Find(entry.FullName));
            Assert.NotEqual(previous, entry.FullName);
            previous = entry.FullName;
        }
        Assert.Null(OpTable.Find("no_such_op"));
    }
}
