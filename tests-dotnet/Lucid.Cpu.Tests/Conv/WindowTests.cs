using System;
using Lucid.Cpu.Conv;
using Lucid.Cpu.NN;
using Lucid.Cpu.Tests.Gemm;
using Xunit;

namespace Lucid.Cpu.Tests.Conv;

/// <summary>Columns of windows, uneven bins and resampling against their definitions, with operands that end at inaccessible pages.</summary>
public sealed unsafe class WindowTests
{
    [Theory]
    [InlineData(7, 9, 3, 2, 1, 1, 1)]
    [InlineData(5, 33, 2, 3, 2, 1, 2)]
    [InlineData(1, 1, 1, 1, 1, 0, 1)]
    [InlineData(6, 4, 4, 3, 3, 2, 1)]
    public void ColumnsAndTheirTranspose(int height, int width, int kernelHeight, int kernelWidth, int stride, int padding, int dilation)
    {
        nint oh = ConvolutionShape.OutputExtent(height, kernelHeight, stride, padding, dilation);
        nint ow = ConvolutionShape.OutputExtent(width, kernelWidth, stride, padding, dilation);
        var shape = new ConvolutionShape
        {
            Images = 3, Input = Extents.Of(1, height, width), Kernel = Extents.Of(1, kernelHeight, kernelWidth), Output = Extents.Of(1, oh, ow),
            Stride = Extents.Of(1, stride, stride), Padding = Extents.Of(0, padding, padding), Dilation = Extents.Of(1, dilation, dilation),
        };
        using FencedBuffer<float> x = new(3 * height * width), back = new(3 * height * width);
        using var columns = new FencedBuffer<float>(3 * kernelHeight * kernelWidth * oh * ow);
        for (nint i = 0; i < x.Length; i++) x[i] = i + 1;
        WindowColumns.Gather(in shape, x.Pointer, columns.Pointer);
        var sums = new float[x.Length];
        nint at = 0;
        for (int plane = 0; plane < 3; plane++)
            for (int kh = 0; kh < kernelHeight; kh++)
                for (int kw = 0; kw < kernelWidth; kw++)
                    for (nint y = 0; y < oh; y++)
                        for (nint z = 0; z < ow; z++, at++)
                        {
                            nint row = y * stride - padding + kh * dilation, column = z * stride - padding + kw * dilation;
                            bool inside = row >= 0 && row < height && column >= 0 && column < width;
                            nint from = (plane * height + row) * width + column;
                            Assert.Equal(inside ? x[from] : 0, columns[at]);
                            if (inside) sums[from] += at % 11;
                        }
        for (nint i = 0; i < columns.Length; i++) columns[i] = i % 11;
        WindowColumns.Add(in shape, columns.Pointer, back.Pointer);
        for (nint i = 0; i < back.Length; i++) Assert.Equal(sums[i], back[i]);
    }

    [Theory]
    [InlineData(9, 7, 4, 3)]
    [InlineData(3, 5, 7, 5)]
    [InlineData(8, 8, 1, 8)]
    public void AdaptiveBinsHoldTheirGreatest(int height, int width, int rows, int columns)
    {
        var random = new System.Random(1);
        using var x = new FencedBuffer<double>(2 * height * width);
        using var y = new FencedBuffer<double>(2 * rows * columns);
        using var indices = new FencedBuffer<long>(2 * rows * columns);
        for (nint i = 0; i < x.Length; i++) x[i] = random.Next(9);
        var shape = new PoolingShape
        {
            Planes = 2, Input = Extents.Of(1, height, width), Output = Extents.Of(1, rows, columns), Window = Extents.Of(1, 1, 1),
            Stride = Extents.Of(0, 1, 1), Dilation = Extents.Of(1, 1, 1),
        };
        BinPooling.Maximum(in shape, x.Pointer, null, y.Pointer, indices.Pointer);
        for (int at = 0; at < 2 * rows * columns; at++)
        {
            int plane = at / (rows * columns), row = at / columns % rows, column = at % columns;
            double best = -1;
            int where = -1;
            for (int h = (int)Math.Floor((double)row * height / rows); h < Math.Ceiling((row + 1.0) * height / rows); h++)
                for (int w = (int)Math.Floor((double)column * width / columns); w < Math.Ceiling((column + 1.0) * width / columns); w++)
                    if (x[(plane * height + h) * width + w] > best) (best, where) = (x[(plane * height + h) * width + w], h * width + w);
            Assert.Equal(best, y[at]);
            Assert.Equal(where, indices[at]);
        }
    }

    public static TheoryData<ResamplingMode, int, int, bool, bool> Maps
    {
        get
        {
            var maps = new TheoryData<ResamplingMode, int, int, bool, bool>();
            foreach (ResamplingMode mode in Enum.GetValues<ResamplingMode>())
                foreach ((int inputs, int outputs) in new[] { (1, 1), (1, 5), (7, 1), (5, 13), (13, 5), (16, 16), (33, 17) })
                {
                    maps.Add(mode, inputs, outputs, false, false);
                    if (mode is not (ResamplingMode.Linear or ResamplingMode.Cubic)) continue;
                    maps.Add(mode, inputs, outputs, true, false);
                    maps.Add(mode, inputs, outputs, false, true);
                }
            return maps;
        }
    }

    /// <summary>Constants stay constant, and the transpose is one: y (A x) = x (A' y).</summary>
    [Theory]
    [MemberData(nameof(Maps))]
    public void MapsKeepConstantsAndTransposesAgree(ResamplingMode mode, int inputs, int outputs, bool corners, bool antialias)
    {
        var random = new System.Random(2);
        foreach (int inner in new[] { 1, 3, 19 })
        {
            using FencedBuffer<double> x = new(2 * inputs * inner), image = new(2 * outputs * inner);
            using FencedBuffer<double> y = new(2 * outputs * inner), back = new(2 * inputs * inner);
            var axis = new ResamplingAxis { Mode = mode, Inputs = inputs, Outputs = outputs, AlignsCorners = corners, Antialias = antialias };
            var transposed = new ResamplingAxis
            {
                Mode = mode, Inputs = inputs, Outputs = outputs, AlignsCorners = corners, Antialias = antialias, Transposed = true,
            };
            for (nint i = 0; i < x.Length; i++) x[i] = 3;
            Resampling.Apply(in axis, x.Pointer, image.Pointer, 2, inner);
            for (nint i = 0; i < image.Length; i++) Assert.Equal(3, image[i], 12);
            for (nint i = 0; i < x.Length; i++) x[i] = random.NextDouble() - 0.5;
            for (nint i = 0; i < y.Length; i++) y[i] = random.NextDouble() - 0.5;
            Resampling.Apply(in axis, x.Pointer, image.Pointer, 2, inner);
            Resampling.Apply(in transposed, y.Pointer, back.Pointer, 2, inner);
            double forward = 0, backward = 0;
            for (nint i = 0; i < y.Length; i++) forward += y[i] * image[i];
            for (nint i = 0; i < x.Length; i++) backward += x[i] * back[i];
            Assert.Equal(forward, backward, 10);
        }
    }
}
