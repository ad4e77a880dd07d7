using System;
using Lucid.Cpu.Gemm;
using Xunit;

namespace Lucid.Cpu.Tests.Gemm;

public sealed unsafe class AttentionTests
{
    [Theory]
    [InlineData(2, 3, 3, 7, 9, 8, 8, false, false), InlineData(1, 4, 2, 130, 300, 16, 20, false, false), InlineData(1, 4, 1, 130, 300, 16, 20, true, false)]
    [InlineData(2, 2, 2, 100, 60, 33, 7, true, true), InlineData(1, 1, 1, 1, 1000, 64, 64, false, true), InlineData(1, 2, 2, 300, 300, 5, 1, true, true)]
    [InlineData(1, 1, 1, 3, 0, 4, 4, false, false), InlineData(1, 1, 1, 3, 5, 0, 4, false, false)]
    public void EqualsTheDefinition(int batch, int heads, int keyHeads, int queries, int keys, int features, int valueFeatures, bool causal, bool masked)
    {
        Check(batch, heads, keyHeads, queries, keys, features, valueFeatures, causal, masked, (float x) => x, x => (float)x, 2e-5);
        Check(batch, heads, keyHeads, queries, keys, features, valueFeatures, causal, masked, (double x) => x, x => x, 1e-13);
    }

    private static void Check<T>(
        int batch, int heads, int keyHeads, int queries, int keys, int features, int valueFeatures, bool causal, bool masked,
        Func<T, double> widen, Func<double, T> narrow, double tolerance)
        where T : unmanaged
    {
        var random = new System.Random(1);
        FencedBuffer<T> Draw(nint length)
        {
            var buffer = new FencedBuffer<T>(length);
            for (nint i = 0; i < length; i++) buffer[i] = narrow(random.NextDouble() * 4 - 2);
            return buffer;
        }

        // Query and output as (batch, row, head, feature), key and value as (batch, head, row, feature).
        using FencedBuffer<T> q = Draw(batch * queries * heads * features), k = Draw(batch * keyHeads * keys * features);
        using FencedBuffer<T> v = Draw(batch * keyHeads * keys * valueFeatures), o = Draw(batch * queries * heads * valueFeatures);
        using FencedBuffer<T> mask = Draw(queries * keys), logSums = Draw(batch * heads * queries);
        for (nint i = 0; i < mask.Length; i++)
            if (random.Next(3) == 0 || (queries > 2 && i / keys == 2)) mask[i] = narrow(double.NegativeInfinity);
        var shape = new AttentionShape
        {
            Batch = batch, Heads = heads, KeyHeads = keyHeads, Queries = queries, Keys = keys, Features = features,
            ValueFeatures = valueFeatures, Causal = causal, Scale = 0.3,
            Query = (queries * heads * features, features, heads * features),
            Key = (keyHeads * keys * features, keys * features, features),
            Value = (keyHeads * keys * valueFeatures, keys * valueFeatures, valueFeatures),
            Output = (queries * heads * valueFeatures, valueFeatures, heads * valueFeatures),
            Mask = (0, 0, keys, 1),
        };
        Attention.Forward(in shape, q.Pointer, k.Pointer, v.Pointer, masked ? mask.Pointer : null, o.Pointer, logSums.Pointer);
        var weights = new double[keys];
        for (int b = 0; b < batch; b++)
            for (int h = 0; h < heads; h++)
                for (int i = 0; i < queries; i++)
                {
                    int keyHead = h * keyHeads / heads;
                    double sum = 0;
                    for (int j = 0; j < keys; j++)
                    {
                        double score = 0;
                        for (int f = 0; f < features; f++)
                            score += widen(q[((b * queries + i) * heads + h) * features + f]) * widen(k[((b * keyHeads + keyHead) * keys + j) * features + f]);
                        score *= 0.3;
                        if (masked) score += widen(mask[i * keys + j]);
                        weights[j] = causal && j > i ? 0 : Math.Exp(score);
                        sum += weights[j];
                    }
                    double logSum = widen(logSums[(b * heads + h) * queries + i]);
                    if (sum == 0) Assert.Equal(double.NegativeInfinity, logSum);
                    else Assert.InRange(logSum - Math.Log(sum), -tolerance * 10, tolerance * 10);
                    for (int f = 0; f < valueFeatures; f++)
                    {
                        double expected = 0;
                        for (int j = 0; j < keys && sum > 0; j++)
                            expected += weights[j] / sum * widen(v[((b * keyHeads + keyHead) * keys + j) * valueFeatures + f]);
                        Assert.InRange(widen(o[((b * queries + i) * heads + h) * valueFeatures + f]) - expected, -tolerance, tolerance);
                    }
                }
    }

    [Fact]
    public void LargeScoresDoNotOverflow()
    {
        float* q = stackalloc float[] { 1000 };
        float* k = stackalloc float[] { 1, 2, -3 };
        float* v = stackalloc float[] { 5, 6, 7 };
        float result = 0;
        var shape = new AttentionShape
        {
            Batch = 1, Heads = 1, KeyHeads = 1, Queries = 1, Keys = 3, Features = 1, ValueFeatures = 1, Scale = 1, Query = (0, 0, 1), Key = (0, 0, 1),
            Value = (0, 0, 1), Output = (0, 0, 1),
        };
        Attention.Forward(in shape, q, k, v, null, &result);
        Assert.Equal(6f, result);
    }

    [Fact]
    public void KeysHiddenForWholeBlocks()
    {
        // Odd queries see nothing in the first block of keys, query 30 nothing at all, and query 7 a score that is not a number.
        const int queries = 40, keys = 600, features = 8;
        using GuardedBuffer<float> q = new(queries * features), k = new(keys * features), v = new(keys * features), o = new(queries * features);
        using GuardedBuffer<float> mask = new(queries * keys);
        System.Random random = new(1);
        foreach (GuardedBuffer<float> buffer in (GuardedBuffer<float>[])[q, k, v])
            foreach (ref float number in buffer.Span) number = (float)(random.NextDouble() * 4 - 2);
        for (int i = 0; i < queries; i++)
            for (int j = 0; j < keys; j++) mask.Pointer[i * keys + j] = i == 30 || (i % 2 == 1 && j < 300) ? float.NegativeInfinity : 0;
        mask.Pointer[7 * keys + 555] = float.NaN;
        AttentionShape shape = new()
        {
            Batch = 1, Heads = 1, KeyHeads = 1, Queries = queries, Keys = keys, Features = features, ValueFeatures = features, Scale = 0.5,
            Query = (0, 0, features), Key = (0, 0, features), Value = (0, 0, features), Output = (0, 0, features), Mask = (0, 0, keys, 1),
        };
        Attention.Forward(shape, q.Pointer, k.Pointer, v.Pointer, mask.Pointer, o.Pointer);
        for (int i = 0; i < queries; i++)
        {
            double total = 0;
            double[] expected = new double[features];
            for (int j = i % 2 == 1 ? 300 : 0; j < keys; j++)
            {
                double score = 0;
                for (int f = 0; f < features; f++) score += 0.5 * q.Pointer[i * features + f] * k.Pointer[j * features + f];
                total += Math.Exp(score);
                for (int f = 0; f < features; f++) expected[f] += Math.Exp(score) * v.Pointer[j * features + f];
            }
            for (int f = 0; f < features; f++)
            {
                float actual = o.Pointer[i * features + f];
                if (i == 7) Assert.True(float.IsNaN(actual));
                else Assert.Equal(i == 30 ? 0 : expected[f] / total, actual, 1e-5);
            }
        }
    }

    [Fact]
    public void MisuseIsRefused()
    {
        var shape = new AttentionShape { Batch = 1, Heads = 3, KeyHeads = 2 };
        Assert.Throws<ArgumentException>(() => Attention.Forward<float>(in shape, null, null, null, null, null));
        Assert.Throws<NotSupportedException>(() => Attention.Forward<int>(in shape, null, null, null, null, null));
    }
}
