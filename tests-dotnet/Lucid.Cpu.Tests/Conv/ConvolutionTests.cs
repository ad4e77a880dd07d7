using System;
using Lucid.Cpu.Conv;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Tests.Gemm;
using Xunit;

namespace Lucid.Cpu.Tests.Conv;

/// <summary>All three directions against the definition, summed in double, with operands that end at inaccessible pages.</summary>
public sealed unsafe class ConvolutionTests
{
    private static ConvolutionShape Shape(
        int images, int inputs, int outputs, int groups, int[] input, int[] kernel, int[] stride, int[] padding, int[] dilation)
    {
        Extents Extend(int[] values, int fill)
        {
            Extents extents = Extents.Of(fill, fill, fill);
            for (int i = 0; i < values.Length; i++) extents[3 - values.Length + i] = values[i];
            return extents;
        }

        Extents output = default;
        Extents x = Extend(input, 1), k = Extend(kernel, 1), s = Extend(stride, 1), p = Extend(padding, 0), d = Extend(dilation, 1);
        for (int i = 0; i < 3; i++) output[i] = ConvolutionShape.OutputExtent(x[i], k[i], s[i], p[i], d[i]);
        return new ConvolutionShape
        {
            Images = images, InChannels = inputs, OutChannels = outputs, Groups = groups, Input = x, Kernel = k, Output = output,
            Stride = s, Padding = p, Dilation = d,
        };
    }

    public static TheoryData<int, int, int, int, int[], int[], int[], int[], int[]> Cases => new()
    {
        { 2, 3, 5, 1, [9, 11], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 1, 4, 7, 1, [17, 40], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 2, 3, 8, 1, [23, 29], [7, 7], [2, 2], [3, 3], [1, 1] },
        { 2, 6, 4, 2, [10, 10], [3, 2], [2, 1], [0, 1], [1, 2] },
        { 2, 8, 8, 8, [12, 37], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 1, 5, 10, 5, [14, 15], [5, 5], [2, 2], [2, 2], [1, 1] },
        { 1, 6, 18, 6, [7, 9], [3, 3], [1, 1], [2, 2], [2, 2] },
        { 3, 16, 12, 1, [8, 8], [1, 1], [1, 1], [0, 0], [1, 1] },
        { 9, 12, 8, 2, [4, 5], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 5, 3, 8, 1, [7, 7], [3, 3], [2, 2], [1, 1], [1, 1] },
        { 2, 6, 4, 2, [5, 7], [1, 1], [1, 1], [0, 0], [1, 1] },
        { 1, 5, 6, 1, [9, 9], [1, 1], [2, 2], [0, 0], [1, 1] },
        { 1, 2, 3, 1, [13, 13], [3, 3], [3, 2], [4, 5], [2, 3] },
        { 1, 70, 13, 1, [6, 7], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 2, 3, 4, 1, [31], [5], [2], [2], [1] },
        { 1, 4, 6, 2, [5, 6, 7], [3, 3, 3], [1, 1, 1], [1, 1, 1], [1, 1, 1] },
        { 1, 2, 3, 1, [7, 8, 9], [2, 3, 2], [2, 2, 3], [1, 0, 1], [2, 1, 1] },
        { 1, 2, 2, 1, [5, 5], [2, 2], [4, 4], [0, 0], [1, 1] },
        { 1, 2, 2, 1, [3, 3], [5, 5], [1, 1], [0, 0], [1, 1] },
        { 0, 2, 2, 1, [5, 5], [2, 2], [1, 1], [0, 0], [1, 1] },
        { 1, 1, 1, 1, [1, 700], [1, 3], [1, 1], [0, 1], [1, 1] },
        { 2, 3, 200, 1, [5, 5], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 2, 32, 25, 1, [14, 17], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 1, 24, 48, 1, [9, 65], [3, 3], [1, 1], [0, 2], [1, 1] },
        { 1, 27, 24, 1, [31, 15], [3, 3], [1, 1], [1, 0], [1, 1] },
        { 1, 24, 24, 1, [100, 5], [3, 3], [1, 1], [2, 2], [1, 1] },
        { 3, 24, 25, 1, [15, 17], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 2, 3, 20, 1, [37, 41], [7, 7], [2, 2], [3, 3], [1, 1] },
        { 2, 40, 2, 1, [9, 50], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 3, 4, 4, 4, [11, 23], [3, 3], [2, 2], [1, 1], [1, 1] },
        { 2, 4, 8, 4, [3, 33], [5, 3], [1, 1], [2, 1], [1, 1] },
        { 1, 3, 9, 3, [20, 35], [5, 3], [1, 3], [2, 1], [2, 1] },
        { 12, 8, 16, 1, [16, 33], [3, 3], [2, 1], [1, 1], [1, 1] },
        { 6, 20, 70, 1, [9, 31], [1, 1], [1, 1], [0, 0], [1, 1] },
        { 7, 20, 100, 2, [3, 5], [1, 1], [1, 1], [0, 0], [1, 1] },
        { 2, 32, 33, 1, [401], [5], [1], [2], [1] },
        { 1, 40, 32, 1, [1201], [5], [1], [4], [1] },
        { 1, 32, 32, 1, [1, 1283], [1, 5], [1, 1], [0, 0], [1, 1] },
        { 1, 33, 32, 1, [7, 30], [1, 5], [1, 1], [1, 2], [1, 1] },
        { 1, 32, 34, 1, [30, 9], [1, 5], [2, 1], [0, 2], [1, 1] },
        { 2, 24, 25, 1, [15, 16], [2, 2], [1, 1], [0, 0], [1, 1] },
        { 1, 25, 24, 1, [5, 81], [2, 2], [1, 1], [1, 1], [1, 1] },
        { 2, 26, 27, 1, [31, 33], [4, 4], [2, 2], [1, 1], [1, 1] },
        { 1, 24, 24, 1, [47, 45], [6, 6], [3, 3], [2, 1], [1, 1] },
        { 1, 24, 24, 1, [30, 67], [6, 6], [2, 2], [2, 2], [1, 1] },
        { 1, 24, 24, 1, [30, 65], [3, 3], [2, 2], [1, 1], [1, 1] },
        { 1, 24, 24, 1, [3, 701], [2, 2], [1, 1], [0, 1], [1, 1] },
        { 1, 300, 40, 1, [9, 11], [3, 3], [1, 1], [1, 1], [1, 1] },
        { 2, 24, 31, 1, [31, 33], [3, 3], [1, 1], [1, 2], [1, 1] },
        { 1, 24, 25, 1, [6, 1401], [4, 4], [2, 2], [1, 1], [1, 1] },
        { 1, 300, 17, 1, [1, 100], [1, 1], [1, 1], [0, 0], [1, 1] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float(int images, int inputs, int outputs, int groups, int[] input, int[] kernel, int[] stride, int[] padding, int[] dilation) =>
        Check(Shape(images, inputs, outputs, groups, input, kernel, stride, padding, dilation), (float x) => x, x => (float)x, Math.Pow(2, -24));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Double(int images, int inputs, int outputs, int groups, int[] input, int[] kernel, int[] stride, int[] padding, int[] dilation) =>
        Check(Shape(images, inputs, outputs, groups, input, kernel, stride, padding, dilation), (double x) => x, x => x, Math.Pow(2, -53));

    [Fact]
    public void NumbersThatAreNotFiniteReachTheirWindowsOnly()
    {
        ConvolutionShape shape = Shape(1, 32, 32, 1, [16, 16], [3, 3], [1, 1], [1, 1], [1, 1]);
        using FencedBuffer<float> x = Random(32 * 256, v => (float)v, 1), w = Random(32 * 32 * 9, v => (float)v, 2), y = Random(32 * 256, v => (float)v, 3);
        x[5 * 256 + 7 * 16 + 8] = float.NaN;
        x[9 * 256 + 1 * 16 + 2] = float.PositiveInfinity;
        Convolution.Forward(in shape, x.Pointer, w.Pointer, null, y.Pointer);
        using FencedBuffer<float> inner = ChannelsInnermost(x, 1, 32), made = Random(32 * 256, v => (float)v, 4);
        ChannelsLastConvolution.Forward(in shape, inner.Pointer, w.Pointer, null, made.Pointer);
        for (int at = 0; at < 32 * 256; at++)
        {
            int row = at / 16 % 16, column = at % 16;
            bool nan = Math.Abs(row - 7) <= 1 && Math.Abs(column - 8) <= 1, infinite = Math.Abs(row - 1) <= 1 && Math.Abs(column - 2) <= 1;
            foreach (float got in new[] { y[at], made[at % 256 * 32 + at / 256] })
            {
                Assert.Equal(nan, float.IsNaN(got));
                Assert.Equal(infinite, float.IsInfinity(got));
            }
        }
    }

    [Theory]
    [InlineData(1, 5, 256), InlineData(2, 2, 16)]
    public void NumbersThatAreNotFiniteReachWindowsOfOtherFormsOnly(int down, int across, int width)
    {
        nint height = 256 / width, area = (height + down - 1) * (width + across - 1);
        ConvolutionShape shape = Shape(1, 32, 32, 1, [(int)height, width], [down, across], [1, 1], [0, 0], [1, 1]);
        shape = shape with { Input = Extents.Of(1, height + down - 1, width + across - 1), Output = Extents.Of(1, height, width) };
        using FencedBuffer<float> x = Random(32 * area, v => (float)v, 1), w = Random(32 * 32 * down * across, v => (float)v, 2);
        using FencedBuffer<float> y = Random(32 * 256, v => (float)v, 3);
        x[5 * area + 9] = float.NaN;
        Convolution.Forward(in shape, x.Pointer, w.Pointer, null, y.Pointer);
        for (int at = 0; at < 32 * 256; at++)
            Assert.Equal(at / width % height == 0 && at % width > 9 - across && at % width <= 9, float.IsNaN(y[at]));
    }

    [Fact]
    public void GradientsThatAreNotFiniteReachTheInputsOfTheirWindowsOnly()
    {
        ConvolutionShape shape = Shape(1, 32, 32, 1, [32, 32], [4, 4], [2, 2], [1, 1], [1, 1]);
        using FencedBuffer<float> g = Random(32 * 256, v => (float)v, 1), w = Random(32 * 32 * 16, v => (float)v, 2), x = Random(32 * 1024, v => (float)v, 3);
        g[5 * 256 + 7 * 16 + 8] = float.NaN;
        Convolution.InputGradient(in shape, g.Pointer, w.Pointer, x.Pointer);
        for (int at = 0; at < 32 * 1024; at++)
        {
            int row = at / 32 % 32, column = at % 32;
            Assert.Equal(row is >= 13 and <= 16 && column is >= 15 and <= 18, float.IsNaN(x[at]));
        }
    }

    [Theory]
    [InlineData(32, 32, 1), InlineData(3, 3, 3)]
    public void WeightsOfNumbersThatAreNotFiniteAreThoseOfTheirTapsOnly(int inputs, int outputs, int groups)
    {
        ConvolutionShape shape = Shape(1, inputs, outputs, groups, [16, 18], [3, 3], [1, 1], [1, 1], [1, 1]);
        using FencedBuffer<float> x = Random(inputs * 288, v => (float)v, 1), g = Random(outputs * 288, v => (float)v, 2);
        using FencedBuffer<float> w = Random(outputs * inputs / groups * 9, v => (float)v, 3);
        // The last column: the taps to the left of an output's centre never see it.
        x[2 * 288 + 5 * 18 + 17] = float.PositiveInfinity;
        Convolution.WeightGradient(in shape, x.Pointer, g.Pointer, w.Pointer);
        for (int at = 0; at < w.Length; at++)
        {
            bool sees = groups == 1 ? at / 9 % inputs == 2 : at / 9 == 2;
            Assert.Equal(!sees || at % 3 == 0, float.IsFinite(w[at]));
        }
    }

    private static FencedBuffer<T> Random<T>(nint length, Func<double, T> narrow, int seed)
        where T : unmanaged
    {
        var random = new System.Random(seed);
        var buffer = new FencedBuffer<T>(length);
        for (nint i = 0; i < length; i++) buffer[i] = narrow(random.NextDouble() - 0.5);
        return buffer;
    }

    private static void Check<T>(ConvolutionShape shape, Func<T, double> widen, Func<double, T> narrow, double unit)
        where T : unmanaged
    {
        nint inSize = shape.Images * shape.InChannels * shape.Input.Volume, outSize = shape.Images * shape.OutChannels * shape.Output.Volume;
        nint weightSize = shape.OutChannels * shape.GroupInputs * shape.Kernel.Volume;
        using FencedBuffer<T> x = Random(inSize, narrow, 1), w = Random(weightSize, narrow, 2), g = Random(outSize, narrow, 3);
        using FencedBuffer<T> bias = Random(shape.OutChannels, narrow, 4), backBias = Random(shape.InChannels, narrow, 5);
        using FencedBuffer<T> y = Random(outSize, narrow, 6), biased = Random(outSize, narrow, 7);
        using FencedBuffer<T> dx = Random(inSize, narrow, 8), dxBiased = Random(inSize, narrow, 9), dw = Random(weightSize, narrow, 10);
        Convolution.Forward(in shape, x.Pointer, w.Pointer, null, y.Pointer);
        Convolution.Forward(in shape, x.Pointer, w.Pointer, bias.Pointer, biased.Pointer, Activation.Relu);
        Convolution.InputGradient(in shape, g.Pointer, w.Pointer, dx.Pointer);
        Convolution.InputGradient(in shape, g.Pointer, w.Pointer, dxBiased.Pointer, backBias.Pointer);
        Convolution.WeightGradient(in shape, x.Pointer, g.Pointer, dw.Pointer);

        var exactY = new double[outSize];
        var exactX = new double[inSize];
        var exactW = new double[weightSize];
        var sizeY = new double[outSize];
        var sizeX = new double[inSize];
        var sizeW = new double[weightSize];
        Extents i = shape.Input, o = shape.Output, k = shape.Kernel;
        for (nint n = 0; n < shape.Images; n++)
            for (nint oc = 0; oc < shape.OutChannels; oc++)
                for (nint c = 0; c < shape.GroupInputs; c++)
                    for (nint od = 0; od < o[0]; od++)
                        for (nint oh = 0; oh < o[1]; oh++)
                            for (nint ow = 0; ow < o[2]; ow++)
                                for (nint kd = 0; kd < k[0]; kd++)
                                    for (nint kh = 0; kh < k[1]; kh++)
                                        for (nint kw = 0; kw < k[2]; kw++)
                                        {
                                            nint id = od * shape.Stride[0] - shape.Padding[0] + kd * shape.Dilation[0];
                                            nint ih = oh * shape.Stride[1] - shape.Padding[1] + kh * shape.Dilation[1];
                                            nint iw = ow * shape.Stride[2] - shape.Padding[2] + kw * shape.Dilation[2];
                                            if (id < 0 || id >= i[0] || ih < 0 || ih >= i[1] || iw < 0 || iw >= i[2]) continue;
                                            nint channel = oc / shape.GroupOutputs * shape.GroupInputs + c;
                                            nint xAt = (((n * shape.InChannels + channel) * i[0] + id) * i[1] + ih) * i[2] + iw;
                                            nint wAt = (((oc * shape.GroupInputs + c) * k[0] + kd) * k[1] + kh) * k[2] + kw;
                                            nint yAt = (((n * shape.OutChannels + oc) * o[0] + od) * o[1] + oh) * o[2] + ow;
                                            double xv = widen(x[xAt]), wv = widen(w[wAt]), gv = widen(g[yAt]);
                                            exactY[yAt] += xv * wv;
                                            sizeY[yAt] += Math.Abs(xv * wv);
                                            exactX[xAt] += gv * wv;
                                            sizeX[xAt] += Math.Abs(gv * wv);
                                            exactW[wAt] += gv * xv;
                                            sizeW[wAt] += Math.Abs(gv * xv);
                                        }
        double depthY = shape.GroupInputs * k.Volume + 4, depthX = shape.GroupOutputs * k.Volume + 4, depthW = shape.Images * o.Volume + 4;
        for (nint at = 0; at < outSize; at++)
        {
            double b = widen(bias[at / o.Volume % shape.OutChannels]);
            Close(exactY[at], widen(y[at]), depthY * unit * sizeY[at], "output", at);
            Close(Math.Max(exactY[at] + b, 0), widen(biased[at]), depthY * unit * (sizeY[at] + Math.Abs(b)), "biased output", at);
        }
        if (x is FencedBuffer<float> seen && w is FencedBuffer<float> weights && bias is FencedBuffer<float> added && ChannelsLastConvolution.Suits(in shape))
        {
            nint area = o.Volume, channels = shape.OutChannels;
            using FencedBuffer<float> inner = ChannelsInnermost(seen, shape.Images, shape.InChannels), plain = Random(outSize, v => (float)v, 11);
            using FencedBuffer<float> relu = Random(outSize, v => (float)v, 12);
            ChannelsLastConvolution.Forward(in shape, inner.Pointer, weights.Pointer, null, plain.Pointer);
            ChannelsLastConvolution.Forward(in shape, inner.Pointer, weights.Pointer, added.Pointer, relu.Pointer, Activation.Relu);
            for (nint at = 0; at < outSize; at++)
            {
                nint channel = at / area % channels, place = (at / area / channels * area + at % area) * channels + channel;
                Close(exactY[at], plain[place], depthY * unit * sizeY[at], "channels-last output", at);
                Close(Math.Max(exactY[at] + added[channel], 0), relu[place], depthY * unit * (sizeY[at] + Math.Abs(added[channel])), "biased", at);
            }
        }
        for (nint at = 0; at < inSize; at++)
        {
            double b = widen(backBias[at / i.Volume % shape.InChannels]);
            Close(exactX[at], widen(dx[at]), depthX * unit * sizeX[at], "input gradient", at);
            Close(exactX[at] + b, widen(dxBiased[at]), depthX * unit * (sizeX[at] + Math.Abs(b)), "transposed output", at);
        }
        for (nint at = 0; at < weightSize; at++) Close(exactW[at], widen(dw[at]), depthW * unit * sizeW[at], "weight gradient", at);
    }

    // (Images, channels, positions) as (Images, positions, channels).
    private static FencedBuffer<float> ChannelsInnermost(FencedBuffer<float> source, nint images, nint channels)
    {
        var target = new FencedBuffer<float>(source.Length);
        nint area = images * channels == 0 ? 0 : source.Length / (images * channels);
        for (nint n = 0; n < images; n++)
            for (nint c = 0; c < channels; c++)
                for (nint p = 0; p < area; p++) target[(n * area + p) * channels + c] = source[(n * channels + c) * area + p];
        return target;
    }

    private static void Close(double exact, double got, double bound, string what, nint at)
    {
        if (!(Math.Abs(exact - got) <= bound)) Assert.Fail($"{what} at {at}: {got} instead of {exact}, bound {bound:g3}");
    }

    [Fact]
    public void AsymmetricPaddingIsAnOutputExtentOfTheCallersChoice()
    {
        // One zero after the only pair: [1, 2] with kernel [10, 1], padded on the right alone.
        float* x = stackalloc float[] { 1, 2 };
        float* w = stackalloc float[] { 10, 1 };
        float* y = stackalloc float[2];
        var shape = new ConvolutionShape
        {
            Images = 1, InChannels = 1, OutChannels = 1, Groups = 1, Input = Extents.Of(1, 1, 2), Kernel = Extents.Of(1, 1, 2),
            Output = Extents.Of(1, 1, 2), Stride = Extents.Of(1, 1, 1), Dilation = Extents.Of(1, 1, 1),
        };
        Convolution.Forward(in shape, x, w, null, y);
        Assert.Equal((12f, 20f), (y[0], y[1]));
    }

    [Fact]
    public void MisuseIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Convolution.Forward<float>(default, null, null, null, null));
        Assert.Throws<NotSupportedException>(() => Convolution.Forward<int>(default, null, null, null, null));
    }
}
