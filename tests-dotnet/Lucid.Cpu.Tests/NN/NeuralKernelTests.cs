using System;
using System.Linq;
using Lucid.Cpu.Loops;
using Lucid.Cpu.NN;
using Xunit;

namespace Lucid.Cpu.Tests.NN;

/// <summary>Forward kernels against their definitions in double, gradients against central differences of those.</summary>
public sealed unsafe class NeuralKernelTests
{
    private static readonly (int Outer, int Size, int Inner)[] Shapes =
        [(1, 1, 1), (3, 7, 1), (5, 64, 1), (2, 1031, 1), (2, 5, 3), (3, 17, 130), (1, 9, 257), (4, 3000, 1), (1, 600000, 1)];

    private static void Fill<T>(GuardedBuffer<T> buffer, int seed, double scale = 2) where T : unmanaged
    {
        System.Random random = new(seed);
        for (long i = 0; i < buffer.Length; i++) buffer.Pointer[i] = ElementCast.Cast<double, T>((random.NextDouble() - 0.5) * scale);
    }

    private static double[] SoftmaxOf(double[] x, bool log)
    {
        double largest = x.Max(), total = x.Sum(v => Math.Exp(v - largest));
        return [.. x.Select(v => log ? v - largest - Math.Log(total) : Math.Exp(v - largest) / total)];
    }

    private static double Get<T>(T v) where T : unmanaged => ElementCast.Cast<T, double>(v);

    private static void CheckSoftmax<T>(double tolerance) where T : unmanaged
    {
        foreach ((int outer, int size, int inner) in Shapes)
            foreach (bool log in (bool[])[false, true])
            {
                int n = outer * size * inner;
                using GuardedBuffer<T> x = new(n), y = new(n), g = new(n), d = new(n);
                Fill(x, 1, 20);
                Fill(g, 2);
                Softmax.Forward(x.Pointer, y.Pointer, outer, size, inner, log);
                Softmax.Backward(g.Pointer, y.Pointer, d.Pointer, outer, size, inner, log);
                for (int o = 0; o < outer; o++)
                    for (int j = 0; j < inner; j++)
                    {
                        int At(int r) => (o * size + r) * inner + j;
                        double[] row = [.. Enumerable.Range(0, size).Select(r => Get(x.Pointer[At(r)]))];
                        double[] gradient = [.. Enumerable.Range(0, size).Select(r => Get(g.Pointer[At(r)]))];
                        double[] expected = SoftmaxOf(row, log), probability = SoftmaxOf(row, false);
                        // Jacobian product from the definition: Σ_k g_k ∂y_k/∂x_r
                        double dot = log ? gradient.Sum() : gradient.Zip(probability, (a, b) => a * b).Sum();
                        for (int r = 0; r < size; r++)
                        {
                            double want = log ? gradient[r] - probability[r] * dot : probability[r] * (gradient[r] - dot);
                            if (Math.Abs(expected[r] - Get(y.Pointer[At(r)])) > tolerance * Math.Max(log ? 1 : 1e-3, Math.Abs(expected[r])))
                                Assert.Fail($"{typeof(T).Name} ({outer},{size},{inner}) log {log} row {r}: {y.Pointer[At(r)]}, not {expected[r]}");
                            if (Math.Abs(want - Get(d.Pointer[At(r)])) > 4 * tolerance * Math.Max(1, Math.Abs(want)))
                                Assert.Fail($"{typeof(T).Name} ({outer},{size},{inner}) log {log} gradient {r}: {d.Pointer[At(r)]}, not {want}");
                        }
                    }
            }
    }

    [Fact] public void SoftmaxOfFloat() => CheckSoftmax<float>(3e-6);

    [Fact] public void SoftmaxOfDouble() => CheckSoftmax<double>(1e-12);

    [Fact] public void SoftmaxOfHalf() => CheckSoftmax<Half>(2e-3);

    [Fact]
    public void SoftmaxOfHugeAndInfiniteLogits()
    {
        using GuardedBuffer<float> x = new(3), y = new(3);
        x.Pointer[0] = 1000;
        x.Pointer[1] = 1001;
        x.Pointer[2] = float.NegativeInfinity;
        Softmax.Forward(x.Pointer, y.Pointer, 1, 3, 1, false);
        Assert.Equal(0.26894142f, y.Pointer[0], 1e-6f);
        Assert.Equal(0f, y.Pointer[2]);
        x.Pointer[0] = float.NaN;
        Softmax.Forward(x.Pointer, y.Pointer, 1, 3, 1, false);
        Assert.True(float.IsNaN(y.Pointer[1]));
    }

    [Theory]
    [InlineData(5, 7, 1, 0, false), InlineData(5, 7, 1, 0.1, true), InlineData(3, 4, 6, 0.2, true)]
    [InlineData(2, 1000, 1, 0, true), InlineData(3, 5, 70, 0, false)]
    public void CrossEntropyAndItsGradient(int outer, int classes, int inner, double smoothing, bool weighted)
    {
        int n = outer * classes * inner, samples = outer * inner;
        using GuardedBuffer<double> x = new(n), w = new(classes), loss = new(samples), lse = new(samples), scale = new(samples), d = new(n);
        using GuardedBuffer<long> t = new(samples);
        Fill(x, 1, 6);
        System.Random random = new(2);
        for (int c = 0; c < classes; c++) w.Pointer[c] = 0.5 + random.NextDouble();
        for (int i = 0; i < samples; i++) t.Pointer[i] = i % 4 == 3 ? -100 : random.Next(classes);
        Fill(scale, 3);
        double* weight = weighted ? w.Pointer : null;
        double Weight(long c) => weighted ? w.Pointer[c] : 1;
        double Loss(int o, int j)
        {
            long target = t.Pointer[o * inner + j];
            if (target == -100) return 0;
            double[] logs = SoftmaxOf([.. Enumerable.Range(0, classes).Select(c => x.Pointer[(o * classes + c) * inner + j])], true);
            return -(1 - smoothing) * Weight(target) * logs[target] - smoothing / classes * logs.Select((l, c) => l * Weight(c)).Sum();
        }
        double divisor = CrossEntropy.Forward(x.Pointer, t.Pointer, weight, -100, smoothing, loss.Pointer, lse.Pointer, outer, classes, inner);
        Assert.Equal(Enumerable.Range(0, samples).Where(i => t.Pointer[i] >= 0).Sum(i => Weight(t.Pointer[i])), divisor, 1e-10);
        CrossEntropy.Backward(x.Pointer, t.Pointer, weight, -100, smoothing, scale.Pointer, lse.Pointer, d.Pointer, outer, classes, inner);
        for (int o = 0; o < outer; o++)
            for (int j = 0; j < inner; j++)
            {
                Assert.Equal(Loss(o, j), loss.Pointer[o * inner + j], 1e-9);
                for (int c = 0; c < classes; c += Math.Max(1, classes / 9))
                {
                    double* at = x.Pointer + (o * classes + c) * inner + j;
                    double before = *at;
                    *at = before + 1e-5;
                    double up = Loss(o, j);
                    *at = before - 1e-5;
                    double down = Loss(o, j);
                    *at = before;
                    Assert.Equal((up - down) / 2e-5 * scale.Pointer[o * inner + j], d.Pointer[(o * classes + c) * inner + j], 1e-6);
                }
            }
        t.Pointer[0] = classes;
        Assert.Equal(0, CrossEntropy.FirstInvalidTarget(t.Pointer, samples, classes, -100));
    }

    [Theory]
    [InlineData(1, 1), InlineData(3, 7), InlineData(5, 64), InlineData(2, 1031), InlineData(200, 33), InlineData(3, 5000)]
    public void LayerNormAndItsGradients(int rows, int width)
    {
        using GuardedBuffer<double> x = new(rows * width), w = new(width), b = new(width), y = new(rows * width), mean = new(rows), r = new(rows);
        using GuardedBuffer<double> g = new(rows * width), dx = new(rows * width), dw = new(width), db = new(width);
        Fill(x, 1, 5);
        Fill(w, 2);
        Fill(b, 3);
        Fill(g, 4);
        LayerNorm.Forward(x.Pointer, w.Pointer, b.Pointer, y.Pointer, mean.Pointer, r.Pointer, rows, width, 1e-3);
        LayerNorm.Backward(g.Pointer, x.Pointer, w.Pointer, mean.Pointer, r.Pointer, dx.Pointer, dw.Pointer, db.Pointer, rows, width);
        double[] Row(int row)
        {
            double[] v = x.Span.Slice(row * width, width).ToArray();
            double m = v.Average(), s = Math.Sqrt(v.Average(e => (e - m) * (e - m)) + 1e-3);
            return [.. v.Select(e => (e - m) / s)];
        }
        double[] expectedWeight = new double[width], expectedBias = new double[width];
        for (int row = 0; row < rows; row++)
        {
            double[] normal = Row(row);
            for (int j = 0; j < width; j++)
            {
                Assert.Equal(normal[j] * w.Pointer[j] + b.Pointer[j], y.Pointer[row * width + j], 1e-9);
                expectedWeight[j] += g.Pointer[row * width + j] * normal[j];
                expectedBias[j] += g.Pointer[row * width + j];
            }
            for (int j = 0; j < width; j += Math.Max(1, width / 5))
            {
                double Dot() => Row(row).Select((e, k) => e * w.Pointer[k] * g.Pointer[row * width + k]).Sum();
                double before = x.Pointer[row * width + j];
                x.Pointer[row * width + j] = before + 1e-5;
                double up = Dot();
                x.Pointer[row * width + j] = before - 1e-5;
                double down = Dot();
                x.Pointer[row * width + j] = before;
                Assert.Equal((up - down) / 2e-5, dx.Pointer[row * width + j], 1e-5);
            }
            if (row > 8) break;
        }
        if (rows > 9) return;
        for (int j = 0; j < width; j++)
        {
            Assert.Equal(expectedWeight[j], dw.Pointer[j], 1e-9);
            Assert.Equal(expectedBias[j], db.Pointer[j], 1e-9);
        }
    }

    [Fact]
    public void LayerNormParameterGradientsOverManyRows()
    {
        const int rows = 1000, width = 37;
        using GuardedBuffer<float> x = new(rows * width), mean = new(rows), r = new(rows), g = new(rows * width), dw = new(width), db = new(width);
        Fill(x, 1);
        Fill(g, 2);
        r.Span.Fill(2);
        LayerNorm.Backward<float>(g.Pointer, x.Pointer, null, mean.Pointer, r.Pointer, null, dw.Pointer, db.Pointer, rows, width);
        for (int j = 0; j < width; j++)
        {
            double weight = 0, bias = 0;
            for (int i = 0; i < rows; i++)
            {
                weight += 2.0 * g.Pointer[i * width + j] * x.Pointer[i * width + j];
                bias += g.Pointer[i * width + j];
            }
            Assert.Equal(weight, dw.Pointer[j], 1e-3);
            Assert.Equal(bias, db.Pointer[j], 1e-3);
        }
    }

    [Theory]
    [InlineData(1), InlineData(7), InlineData(64), InlineData(200)]
    public void EmbeddingAndItsGradient(int width)
    {
        const int rows = 11, count = 57;
        using GuardedBuffer<float> table = new(rows * width), o = new(count * width), g = new(count * width), d = new(rows * width), f = new(rows * width);
        using GuardedBuffer<long> indices = new(count);
        Fill(table, 1);
        Fill(g, 2);
        System.Random random = new(3);
        for (int i = 0; i < count; i++) indices.Pointer[i] = random.Next(rows);
        Embedding.Forward(table.Pointer, indices.Pointer, o.Pointer, count, width);
        Embedding.Backward(g.Pointer, indices.Pointer, d.Pointer, rows, count, width, 4, false);
        Embedding.Backward(g.Pointer, indices.Pointer, f.Pointer, rows, count, width, -1, true);
        for (int row = 0; row < rows; row++)
            for (int j = 0; j < width; j++)
            {
                int[] hits = [.. Enumerable.Range(0, count).Where(i => indices.Pointer[i] == row)];
                foreach (int i in hits) Assert.Equal(table.Pointer[row * width + j], o.Pointer[i * width + j]);
                double sum = hits.Sum(i => (double)g.Pointer[i * width + j]);
                Assert.Equal(row == 4 ? 0 : sum, d.Pointer[row * width + j], 1e-5);
                if (hits.Length > 0) Assert.Equal(sum / hits.Length, f.Pointer[row * width + j], 1e-5);
            }
        indices.Pointer[9] = rows;
        Assert.Equal(9, Embedding.FirstInvalidIndex(indices.Pointer, count, rows));
        indices.Pointer[2] = -1;
        Assert.Equal(2, Embedding.FirstInvalidIndex(indices.Pointer, count, rows));
    }

    private static void CheckDropout<T>() where T : unmanaged
    {
        foreach (int n in (int[])[0, 1, 7, 511, 513, 40001])
        {
            using GuardedBuffer<T> x = new(n), o = new(n);
            using GuardedBuffer<byte> mask = new(n);
            Fill(x, 1);
            for (int i = 0; i < n; i++) mask.Pointer[i] = (byte)(i * 7 % 3 == 0 ? 1 : 0);
            if (n > 3) x.Pointer[1] = ElementCast.Cast<double, T>(double.NaN);
            Dropout.Apply(x.Pointer, mask.Pointer, 2, o.Pointer, n);
            for (int i = 0; i < n; i++) Assert.Equal(mask.Pointer[i] != 0 ? 2 * Get(x.Pointer[i]) : 0, Get(o.Pointer[i]));
        }
    }

    [Fact]
    public void DropoutKeepsScaledElements()
    {
        CheckDropout<float>();
        CheckDropout<double>();
        CheckDropout<Half>();
    }

    [Fact]
    public void ActivationGradientsAreDerivatives()
    {
        const int n = 801;
        using GuardedBuffer<double> x = new(n), up = new(n), down = new(n), one = new(n), d = new(n);
        one.Span.Fill(1);
        for (int i = 0; i < n; i++) x.Pointer[i] = (i - 400) * 0.0151 + 1e-3;
        void Compare<TForward, TBackward>(TForward forward, TBackward backward)
            where TForward : unmanaged, Lucid.Cpu.Simd.IUnaryOperator
            where TBackward : unmanaged, Lucid.Cpu.Simd.IBinaryOperator
        {
            for (int i = 0; i < n; i++)
            {
                up.Pointer[i] = x.Pointer[i] + 1e-5;
                down.Pointer[i] = x.Pointer[i] - 1e-5;
            }
            Pointwise.UnaryContiguous(forward, up.Pointer, up.Pointer, n);
            Pointwise.UnaryContiguous(forward, down.Pointer, down.Pointer, n);
            Pointwise.BinaryContiguous(backward, one.Pointer, x.Pointer, d.Pointer, n);
            for (int i = 0; i < n; i++) Assert.Equal((up.Pointer[i] - down.Pointer[i]) / 2e-5, d.Pointer[i], 1e-8);
        }
        Compare(default(Gelu), default(GeluBackward));
        Compare(default(GeluTanh), default(GeluTanhBackward));
        Compare(default(Silu), default(SiluBackward));
        Compare(default(Relu), default(ReluBackward));
    }

    private readonly struct Gelu : Lucid.Cpu.Simd.IUnaryOperator
    {
        public System.Numerics.Vector<T> Invoke<T>(System.Numerics.Vector<T> x) where T : unmanaged => Lucid.Cpu.Simd.VectorMath.Gelu(x);
    }

    private readonly struct GeluTanh : Lucid.Cpu.Simd.IUnaryOperator
    {
        public System.Numerics.Vector<T> Invoke<T>(System.Numerics.Vector<T> x) where T : unmanaged => Lucid.Cpu.Simd.VectorMath.GeluTanh(x);
    }

    private readonly struct Silu : Lucid.Cpu.Simd.IUnaryOperator
    {
        public System.Numerics.Vector<T> Invoke<T>(System.Numerics.Vector<T> x) where T : unmanaged => Lucid.Cpu.Simd.VectorMath.Silu(x);
    }
}
