using System;
using System.Linq;
using Lucid.Cpu.NN;
using Xunit;

namespace Lucid.Cpu.Tests.NN;

/// <summary>Softmax and layer normalisation of rows: every length around a vector's, in place, and results that pass the caches by.</summary>
public sealed unsafe class RowKernelTests
{
    private static void Fill(GuardedBuffer<float> buffer, int seed)
    {
        System.Random random = new(seed);
        for (long i = 0; i < buffer.Length; i++) buffer.Pointer[i] = (float)(random.NextDouble() * 8 - 3);
    }

    private static void CheckSoftmax(ReadOnlySpan<float> x, ReadOnlySpan<float> y, bool log)
    {
        double largest = double.NegativeInfinity, total = 0;
        foreach (float v in x) largest = Math.Max(largest, v);
        foreach (float v in x) total += Math.Exp(v - largest);
        for (int j = 0; j < x.Length; j++)
        {
            double expected = log ? x[j] - largest - Math.Log(total) : Math.Exp(x[j] - largest) / total;
            Assert.Equal(expected, y[j], 2e-6 * (log ? 12 : expected));
        }
    }

    [Fact]
    public void SoftmaxOfRowsOfEveryLength()
    {
        foreach (int width in (int[])[.. Enumerable.Range(1, 70), 127, 128, 129, 1000, 1023, 1024, 1025, 1030, 1056, 2047, 2048, 2049, 4103])
            foreach (bool log in (bool[])[false, true])
            {
                const int rows = 4;
                using GuardedBuffer<float> x = new(rows * width), y = new(rows * width);
                Fill(x, width);
                Softmax.Forward(x.Pointer, y.Pointer, rows, width, 1, log);
                for (int row = 0; row < rows; row++) CheckSoftmax(x.Span.Slice(row * width, width), y.Span.Slice(row * width, width), log);
                Softmax.Forward(x.Pointer, x.Pointer, rows, width, 1, log);
                Assert.True(x.Span.SequenceEqual(y.Span));
            }
    }

    [Theory]
    [InlineData(5), InlineData(40), InlineData(1000), InlineData(3000)]
    public void NotANumberSpoilsItsRowOnly(int width)
    {
        using GuardedBuffer<float> x = new(3 * width), y = new(3 * width);
        Fill(x, 1);
        x.Pointer[2 * width - 1] = float.NaN;
        Softmax.Forward(x.Pointer, y.Pointer, 3, width, 1, false);
        CheckSoftmax(x.Span[..width], y.Span[..width], false);
        CheckSoftmax(x.Span[(2 * width)..], y.Span[(2 * width)..], false);
        foreach (float v in y.Span.Slice(width, width)) Assert.True(float.IsNaN(v));
        x.Span.Fill(float.NegativeInfinity);
        Softmax.Forward(x.Pointer, y.Pointer, 3, width, 1, true);
        foreach (float v in y.Span) Assert.True(float.IsNaN(v));
    }

    [Theory]
    [InlineData(1031, 0), InlineData(1024, 0), InlineData(1024, 3)]
    public void LargeResults(int width, int offset)
    {
        const int rows = 4200;
        using GuardedBuffer<float> x = new(rows * width + offset), y = new(rows * width + offset), g = new(rows * width + offset);
        using GuardedBuffer<float> w = new(width), b = new(width), mean = new(rows), r = new(rows);
        Fill(x, 1);
        Fill(w, 2);
        Fill(b, 3);
        Fill(g, 4);
        foreach (bool log in (bool[])[false, true])
        {
            Softmax.Forward(x.Pointer + offset, y.Pointer + offset, rows, width, 1, log);
            for (int row = 0; row < rows; row += 97)
                CheckSoftmax(x.Span.Slice(row * width + offset, width), y.Span.Slice(row * width + offset, width), log);
        }
        LayerNorm.Forward(x.Pointer + offset, w.Pointer, b.Pointer, y.Pointer + offset, mean.Pointer, r.Pointer, rows, width, 1e-5);
        for (int row = 0; row < rows; row += 97) CheckNormal(x.Span.Slice(row * width + offset, width), w, b, y.Span.Slice(row * width + offset, width));
        LayerNorm.Backward<float>(g.Pointer + offset, x.Pointer + offset, w.Pointer, mean.Pointer, r.Pointer, y.Pointer + offset, null, null, rows, width);
        for (int row = 0; row < rows; row += 97)
        {
            ReadOnlySpan<float> v = x.Span.Slice(row * width + offset, width), s = g.Span.Slice(row * width + offset, width);
            double sum = 0, dot = 0, m = mean.Pointer[row], f = r.Pointer[row];
            for (int j = 0; j < width; j++)
            {
                sum += (double)s[j] * w.Pointer[j];
                dot += (double)s[j] * w.Pointer[j] * (v[j] - m) * f;
            }
            for (int j = 0; j < width; j++)
                Assert.Equal(f * ((double)s[j] * w.Pointer[j] - sum / width - (v[j] - m) * f * dot / width), y.Pointer[row * width + offset + j], 2e-5);
        }
    }

    [Theory]
    [InlineData(1, 5), InlineData(9, 33), InlineData(200, 64)]
    public void AGradientThatRepeatsIsReadAsOneRow(int rows, int width)
    {
        using GuardedBuffer<float> x = new(rows * width), g = new(width), all = new(rows * width), w = new(width), mean = new(rows), r = new(rows);
        using GuardedBuffer<float> dx = new(rows * width), dw = new(width), db = new(width), dx1 = new(rows * width), dw1 = new(width), db1 = new(width);
        Fill(x, 1);
        Fill(g, 2);
        Fill(w, 3);
        for (int row = 0; row < rows; row++) g.Span.CopyTo(all.Span[(row * width)..]);
        LayerNorm.Forward(x.Pointer, w.Pointer, null, dx.Pointer, mean.Pointer, r.Pointer, rows, width, 1e-5);
        LayerNorm.Backward(all.Pointer, x.Pointer, w.Pointer, mean.Pointer, r.Pointer, dx.Pointer, dw.Pointer, db.Pointer, rows, width);
        LayerNorm.Backward(g.Pointer, x.Pointer, w.Pointer, mean.Pointer, r.Pointer, dx1.Pointer, dw1.Pointer, db1.Pointer, rows, width, repeated: true);
        Assert.True(dx.Span.SequenceEqual(dx1.Span) && dw.Span.SequenceEqual(dw1.Span) && db.Span.SequenceEqual(db1.Span));
    }

    private static void CheckNormal(ReadOnlySpan<float> x, GuardedBuffer<float> w, GuardedBuffer<float> b, ReadOnlySpan<float> y)
    {
        double mean = 0, squares = 0;
        foreach (float v in x) mean += v;
        mean /= x.Length;
        foreach (float v in x) squares += (v - mean) * (v - mean);
        double reciprocal = 1 / Math.Sqrt(squares / x.Length + 1e-5);
        for (int j = 0; j < x.Length; j++) Assert.Equal((x[j] - mean) * reciprocal * w.Pointer[j] + b.Pointer[j], y[j], 2e-5);
    }

    [Fact]
    public void LayerNormOfRowsOfEveryLengthInPlace()
    {
        foreach (int width in (int[])[.. Enumerable.Range(1, 70), 127, 128, 129, 1000, 2047, 2049, 4095, 4096, 4097, 5000])
        {
            const int rows = 3;
            using GuardedBuffer<float> x = new(rows * width), y = new(rows * width), w = new(width), b = new(width), mean = new(rows), r = new(rows);
            Fill(x, width);
            Fill(w, 2);
            Fill(b, 3);
            LayerNorm.Forward(x.Pointer, w.Pointer, b.Pointer, y.Pointer, mean.Pointer, r.Pointer, rows, width, 1e-5);
            for (int row = 0; row < rows; row++) CheckNormal(x.Span.Slice(row * width, width), w, b, y.Span.Slice(row * width, width));
            LayerNorm.Forward(x.Pointer, w.Pointer, b.Pointer, x.Pointer, mean.Pointer, r.Pointer, rows, width, 1e-5);
            Assert.True(x.Span.SequenceEqual(y.Span));
        }
    }

    [Fact]
    public void LayerNormOfRowsFarFromZero()
    {
        // Multiples of 1/64 are exact beside 1000, so nothing is lost before the mean is taken off.
        const int rows = 3, width = 1003;
        using GuardedBuffer<float> x = new(rows * width), y = new(rows * width), mean = new(rows), r = new(rows);
        for (int i = 0; i < rows * width; i++) x.Span[i] = 1000 * (i / width) + (i * 37 % 129 - 64) / 64f;
        LayerNorm.Forward(x.Pointer, null, null, y.Pointer, mean.Pointer, r.Pointer, rows, width, 1e-5);
        for (int row = 0; row < rows; row++)
        {
            double exact = 1000 * row;
            for (int j = 0; j < width; j++) exact += ((row * width + j) * 37 % 129 - 64) / 64.0 / width;
            Assert.Equal(exact, mean.Pointer[row], 1e-7 * (1 + exact));
            double squares = 0;
            for (int j = 0; j < width; j++) squares += Math.Pow(x.Span[row * width + j] - exact, 2);
            Assert.Equal(1 / Math.Sqrt(squares / width + 1e-5), r.Pointer[row], 1e-6);
        }
    }
}
