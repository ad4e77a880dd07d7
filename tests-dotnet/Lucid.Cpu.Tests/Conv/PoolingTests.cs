using System;
using Lucid.Cpu.Conv;
using Lucid.Cpu.Tests.Gemm;
using Xunit;

namespace Lucid.Cpu.Tests.Conv;

public sealed unsafe class PoolingTests
{
    private static PoolingShape Shape(int planes, int[] input, int[] window, int[] stride, int[] padding, int[] dilation, bool ceiling)
    {
        Extents Extend(int[] values, int fill)
        {
            Extents extents = Extents.Of(fill, fill, fill);
            for (int i = 0; i < values.Length; i++) extents[3 - values.Length + i] = values[i];
            return extents;
        }

        Extents x = Extend(input, 1), w = Extend(window, 1), s = Extend(stride, 1), p = Extend(padding, 0), d = Extend(dilation, 1), output = default;
        for (int i = 0; i < 3; i++) output[i] = PoolingShape.OutputExtent(x[i], w[i], s[i], p[i], d[i], ceiling);
        return new PoolingShape { Planes = planes, Input = x, Window = w, Output = output, Stride = s, Padding = p, Dilation = d };
    }

    public static TheoryData<int, int[], int[], int[], int[], int[], bool> Cases => new()
    {
        { 3, [9, 11], [3, 3], [2, 2], [1, 1], [1, 1], false },
        { 2, [40, 70], [3, 3], [2, 2], [1, 1], [1, 1], false },
        { 2, [20, 37], [2, 2], [2, 2], [0, 0], [1, 1], true },
        { 2, [20, 37], [3, 3], [1, 1], [1, 1], [1, 1], false },
        { 2, [13, 17], [3, 2], [3, 3], [1, 0], [1, 1], true },
        { 1, [50], [4], [2], [2], [1], false },
        { 2, [5, 6, 19], [2, 2, 3], [2, 1, 2], [1, 0, 1], [1, 1, 1], true },
        { 2, [4, 4], [4, 4], [4, 4], [0, 0], [1, 1], false },
        { 0, [4, 4], [2, 2], [2, 2], [0, 0], [1, 1], false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void MaximumFloat(int planes, int[] input, int[] window, int[] stride, int[] padding, int[] dilation, bool ceiling) =>
        CheckMaximum(Shape(planes, input, window, stride, padding, dilation, ceiling), (float x) => x, x => (float)x);

    [Theory]
    [MemberData(nameof(Cases))]
    public void MaximumDouble(int planes, int[] input, int[] window, int[] stride, int[] padding, int[] dilation, bool ceiling) =>
        CheckMaximum(Shape(planes, input, window, stride, padding, dilation, ceiling), (double x) => x, x => x);

    [Fact]
    public void MaximumWithDilation() =>
        CheckMaximum(Shape(2, [17, 23], [3, 3], [2, 1], [1, 1], [2, 3], false), (float x) => x, x => (float)x);

    private static void CheckMaximum<T>(PoolingShape shape, Func<T, double> widen, Func<double, T> narrow)
        where T : unmanaged
    {
        var random = new System.Random(5);
        nint inSize = shape.Input.Volume, outSize = shape.Output.Volume;
        using var x = new FencedBuffer<T>(shape.Planes * inSize);
        using FencedBuffer<T> y = new(shape.Planes * outSize), dx = new(shape.Planes * inSize);
        using var indices = new FencedBuffer<long>(shape.Planes * outSize);
        // Few values, so that there are ties; now and then infinities and NaN.
        for (nint i = 0; i < x.Length; i++)
            x[i] = narrow(random.Next(40) switch { 0 => double.NaN, < 8 => double.NegativeInfinity, int v => v % 5 });
        Pooling.Maximum(in shape, x.Pointer, y.Pointer, indices.Pointer);
        var expected = new double[shape.Planes * inSize];
        for (nint at = 0; at < y.Length; at++)
        {
            nint plane = at / outSize, rest = at % outSize;
            nint ow = rest % shape.Output[2], oh = rest / shape.Output[2] % shape.Output[1], od = rest / shape.Output[2] / shape.Output[1];
            double best = double.NegativeInfinity;
            long where = -1;
            for (nint kd = 0; kd < shape.Window[0]; kd++)
                for (nint kh = 0; kh < shape.Window[1]; kh++)
                    for (nint kw = 0; kw < shape.Window[2]; kw++)
                    {
                        nint d = od * shape.Stride[0] - shape.Padding[0] + kd * shape.Dilation[0];
                        nint h = oh * shape.Stride[1] - shape.Padding[1] + kh * shape.Dilation[1];
                        nint w = ow * shape.Stride[2] - shape.Padding[2] + kw * shape.Dilation[2];
                        if (d < 0 || d >= shape.Input[0] || h < 0 || h >= shape.Input[1] || w < 0 || w >= shape.Input[2]) continue;
                        nint index = (d * shape.Input[1] + h) * shape.Input[2] + w;
                        double value = widen(x[plane * inSize + index]);
                        if (where >= 0 && !(value > best) && !double.IsNaN(value)) continue;
                        best = value;
                        where = index;
                    }
            Assert.Equal(best, widen(y[at]));
            Assert.Equal(where, indices[at]);
            expected[plane * inSize + (nint)where] += at % 7;
        }
        for (nint at = 0; at < y.Length; at++) y[at] = narrow(at % 7);
        Pooling.MaximumGradient(in shape, y.Pointer, indices.Pointer, dx.Pointer);
        for (nint at = 0; at < dx.Length; at++) Assert.Equal(expected[at], widen(dx[at]));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Average(int planes, int[] input, int[] window, int[] stride, int[] padding, int[] dilation, bool ceiling)
    {
        foreach (bool countPadding in new[] { false, true })
            foreach (long divisor in new[] { 0L, 5 })
            {
                PoolingShape shape = Shape(planes, input, window, stride, padding, dilation, ceiling);
                CheckAverage(shape, countPadding, divisor, (float x) => x, x => (float)x, 2e-6);
                CheckAverage(shape, countPadding, divisor, (double x) => x, x => x, 1e-14);
            }
    }

    private static void CheckAverage<T>(
        PoolingShape shape, bool countPadding, long divisor, Func<T, double> widen, Func<double, T> narrow, double tolerance)
        where T : unmanaged
    {
        var random = new System.Random(6);
        nint inSize = shape.Input.Volume, outSize = shape.Output.Volume;
        using FencedBuffer<T> x = new(shape.Planes * inSize), y = new(shape.Planes * outSize), dx = new(shape.Planes * inSize);
        for (nint i = 0; i < x.Length; i++) x[i] = narrow(random.NextDouble());
        Pooling.Average(in shape, x.Pointer, y.Pointer, countPadding, divisor);
        var expected = new double[x.Length];
        for (nint at = 0; at < y.Length; at++)
        {
            nint plane = at / outSize, rest = at % outSize;
            nint ow = rest % shape.Output[2], oh = rest / shape.Output[2] % shape.Output[1], od = rest / shape.Output[2] / shape.Output[1];
            double sum = 0;
            int inside = 0, covered = 0;
            for (int pass = 0; pass < 2; pass++)
                for (nint kd = 0; kd < shape.Window[0]; kd++)
                    for (nint kh = 0; kh < shape.Window[1]; kh++)
                        for (nint kw = 0; kw < shape.Window[2]; kw++)
                        {
                            nint d = od * shape.Stride[0] - shape.Padding[0] + kd, h = oh * shape.Stride[1] - shape.Padding[1] + kh;
                            nint w = ow * shape.Stride[2] - shape.Padding[2] + kw;
                            bool padded = d < shape.Input[0] + shape.Padding[0] && h < shape.Input[1] + shape.Padding[1]
                                && w < shape.Input[2] + shape.Padding[2];
                            bool real = d >= 0 && d < shape.Input[0] && h >= 0 && h < shape.Input[1] && w >= 0 && w < shape.Input[2];
                            nint index = plane * inSize + (d * shape.Input[1] + h) * shape.Input[2] + w;
                            if (pass == 0)
                            {
                                covered += padded ? 1 : 0;
                                inside += real ? 1 : 0;
                                if (real) sum += widen(x[index]);
                            }
                            else if (real)
                            {
                                expected[index] += widen(y[at]) / (divisor != 0 ? divisor : countPadding ? covered : inside);
                            }
                        }
            double mean = sum / (divisor != 0 ? divisor : countPadding ? covered : inside);
            Assert.InRange(widen(y[at]), mean - tolerance * (1 + mean), mean + tolerance * (1 + mean));
        }
        Pooling.AverageGradient(in shape, y.Pointer, dx.Pointer, countPadding, divisor);
        for (nint at = 0; at < dx.Length; at++)
            Assert.InRange(widen(dx[at]), expected[at] - tolerance * (1 + expected[at]), expected[at] + tolerance * (1 + expected[at]));
    }

    [Fact]
    public void MisuseIsRefused()
    {
        PoolingShape shape = Shape(1, [4], [2], [2], [0], [1], false);
        var outside = new PoolingShape
        {
            Planes = 1, Input = shape.Input, Window = shape.Window, Output = Extents.Of(1, 1, 3), Stride = shape.Stride, Dilation = shape.Dilation,
        };
        Assert.Throws<ArgumentException>(() => Pooling.Maximum<float>(in outside, null, null, null));
        Assert.Throws<NotSupportedException>(() => Pooling.Maximum<int>(in shape, null, null, null));
        float* gradient = stackalloc float[2];
        float* result = stackalloc float[4];
        long* indices = stackalloc long[] { 0, 4 };
        Assert.Throws<ArgumentOutOfRangeException>(() => Pooling.MaximumGradient(in shape, gradient, indices, result));
    }
}
