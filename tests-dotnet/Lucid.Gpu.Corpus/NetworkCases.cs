using System;
using System.Collections.Generic;
using Lucid.Gpu.Drivers;
using static Lucid.Gpu.Corpus.Expect;

namespace Lucid.Gpu.Corpus;

internal static class NetworkCases
{
    private const string File = "nn.metal";

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        new("softmax_rows", r => { float[] x = Floats(5 * 300, 1, -5, 5), y = new float[1500]; r.Run(File, "softmax_rows", new(5 * 128), new(128), x, y, 300u); Close(y, i => Math.Exp(x[i]) / ExpSum(x, i / 300 * 300, 300), 1e-5); }),
        new("log_softmax_online", r => { float[] x = Floats(7 * 50, 2, -5, 5), y = new float[350]; r.Run(File, "log_softmax_online", new(7), new(7), x, y, 50u); Close(y, i => x[i] - Math.Log(ExpSum(x, i / 50 * 50, 50)), 1e-5); }),
        new("layer_norm", r =>
        {
            float[] x = Floats(4 * 100, 3), w = Floats(100, 4), b = Floats(100, 5), y = new float[400];
            r.Run(File, "layer_norm", new(4 * 32), new(32), x, w, b, y, 100u, 1e-5f);
            Close(y, i => { var (mean, variance) = Moments(x, i / 100 * 100, 100); return (x[i] - mean) / Math.Sqrt(variance + 1e-5) * w[i % 100] + b[i % 100]; }, 1e-4);
        }),
        new("rms_norm_half", RmsNorm),
        new("batch_norm", r => { float[] x = Floats(3 * 40, 6), y = Copy(x), s = Floats(12, 7, 0.5f, 2); r.Run(File, "batch_norm", new(40, 3), new(16, 1), y, s, ByValue.Of(40u, 3)); Close(y, i => (x[i] - s[i / 40 * 4]) / Math.Sqrt(s[i / 40 * 4 + 1] + 1e-5) * s[i / 40 * 4 + 2] + s[i / 40 * 4 + 3], 1e-5); }),
        new("cross_entropy", r => { float[] x = Floats(20 * 10, 8, -3, 3), y = new float[20]; int[] t = Ints(20, 1, 0, 10); r.Run(File, "cross_entropy", new(20), new(20), x, t, y, 10u); Close(y, i => Math.Log(ExpSum(x, i * 10, 10)) - x[i * 10 + t[i]], 1e-5); }),
        new("conv2d", Conv2d),
        new("depthwise3", r => { float[] x = Floats(2 * 9 * 11, 1), w = Floats(18, 2), y = new float[198]; r.Run(File, "depthwise3", new(11, 9, 2), new(8, 8, 1), x, w, y, ByValue.Of(11u, 9)); Close(y, i => Stencil(x, w, i / 99, i / 11 % 9, i % 11), 1e-5); }),
        new("max_pool2", r =>
        {
            float[] x = Floats(12 * 8, 3), y = new float[24];
            var w = new int[24];
            r.Run(File, "max_pool2", new(6, 4), new(6, 4), x, y, w, 12u);
            Close(y, i => { int at = i / 6 * 24 + i % 6 * 2; return Math.Max(Math.Max(x[at], x[at + 1]), Math.Max(x[at + 12], x[at + 13])); }, 0);
            Equal(w, i => Array.IndexOf(x, y[i]));
        }),
        new("im2col3", r => { float[] x = Floats(7 * 5, 4), y = new float[9 * 35]; r.Run(File, "im2col3", new(7, 5), new(4, 4), x, y, ByValue.Of(7u, 5)); Close(y, i => { int k = i / 35, ix = i % 7 + k % 3 - 1, iy = i % 35 / 7 + k / 3 - 1; return ix < 0 || iy < 0 || ix >= 7 || iy >= 5 ? 0 : x[iy * 7 + ix]; }, 0); }),
        new("attention", Attention),
        new("rope", r => { float[] x = Floats(6 * 16, 9), y = Copy(x); r.Run(File, "rope", new(8, 6), new(8, 6), y, 8u, 10000f); Close(y, i => { int at = i / 2 * 2; double t = i / 16 * Math.Pow(10000, -2.0 * (i % 16 / 2) / 16), c = Math.Cos(t), s = Math.Sin(t); return i % 2 == 0 ? x[at] * c - x[at + 1] * s : x[at] * s + x[at + 1] * c; }, 1e-5); }),
        new("matvec_q4", MatvecQ4),
        new("dequantize_q8", DequantizeQ8),
        new("embedding", r => { float[] t = Floats(10 * 8, 1), y = new float[48]; int[] ids = Ints(6, 2, 0, 10); r.Run(File, "embedding", new(8, 6), new(8, 2), t, ids, y, 8u); Close(y, i => t[ids[i / 8] * 8 + i % 8], 0); }),
        new("scatter_add", r => { float[] t = new float[40], g = Floats(12 * 4, 1); int[] ids = Ints(12, 3, 0, 10); r.Run(File, "scatter_add", new(4, 12), new(4, 8), t, ids, g, 4u); Close(t, i => { double sum = 0; for (int k = 0; k < 12; k++) if (ids[k] == i / 4) sum += g[k * 4 + i % 4]; return sum; }, 1e-5); }),
    ];

    private static double ExpSum(float[] x, int start, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++) sum += Math.Exp(x[start + i]);
        return sum;
    }

    private static (double, double) Moments(float[] x, int start, int count)
    {
        double mean = 0, square = 0;
        for (int i = 0; i < count; i++) mean += x[start + i];
        mean /= count;
        for (int i = 0; i < count; i++) square += Math.Pow(x[start + i] - mean, 2);
        return (mean, square / count);
    }

    private static void RmsNorm(KernelRunner r)
    {
        var x = new Half[3 * 64];
        var w = new Half[64];
        for (int i = 0; i < x.Length; i++) x[i] = (Half)(Math.Sin(i) * 2);
        for (int i = 0; i < w.Length; i++) w[i] = (Half)(1 + 0.01 * i);
        var y = new Half[x.Length];
        r.Run(File, "rms_norm_half", new(3 * 32), new(32), x, w, y, 16u);
        var values = new float[y.Length];
        for (int i = 0; i < y.Length; i++) values[i] = (float)y[i];
        Close(values, i =>
        {
            double sum = 0;
            for (int k = 0; k < 64; k++) sum += Math.Pow((double)x[i / 64 * 64 + k], 2);
            return (double)x[i] / Math.Sqrt(sum / 64 + 1e-5) * (double)w[i % 64];
        }, 2e-3);
    }

    private static void Conv2d(KernelRunner r)
    {
        const int channels = 3, height = 10, width = 9, kernels = 4, size = 3, stride = 2, pad = 1, outHeight = 5, outWidth = 5;
        float[] x = Floats(channels * height * width, 1), w = Floats(kernels * channels * size * size, 2), y = new float[kernels * outHeight * outWidth];
        r.Run(File, "conv2d", new(outWidth, outHeight, kernels), new(4, 4, 2), x, w, y, ByValue.Of(channels, height, width, kernels, size, stride, pad, outHeight, outWidth));
        Close(y, i =>
        {
            int k = i / 25, oy = i / 5 % 5, ox = i % 5;
            double sum = 0;
            for (int c = 0; c < channels; c++)
                for (int t = 0; t < 9; t++)
                {
                    int iy = oy * stride + t / 3 - pad, ix = ox * stride + t % 3 - pad;
                    if (iy >= 0 && ix >= 0 && iy < height && ix < width) sum += (double)x[(c * height + iy) * width + ix] * w[(k * channels + c) * 9 + t];
                }
            return sum;
        }, 1e-5);
    }

    private static double Stencil(float[] x, float[] w, int c, int y, int z)
    {
        double sum = 0;
        for (int t = 0; t < 9; t++)
        {
            int iy = y + t / 3 - 1, ix = z + t % 3 - 1;
            if (iy >= 0 && ix >= 0 && iy < 9 && ix < 11) sum += (double)x[c * 99 + iy * 11 + ix] * w[c * 9 + t];
        }
        return sum;
    }

    private static void Attention(KernelRunner r)
    {
        const int length = 40, width = 16;
        float[] q = Floats(length * width, 1), k = Floats(length * width, 2), v = Floats(length * width, 3), o = new float[length * width];
        r.Run(File, "attention", new(length), new(32), q, k, v, o, ByValue.Of((uint)length, width));
        Close(o, n =>
        {
            int row = n / width, d = n % width;
            double sum = 0, total = 0;
            for (int j = 0; j <= row; j++)
            {
                double score = 0;
                for (int e = 0; e < width; e++) score += (double)q[row * width + e] * k[j * width + e];
                double weight = Math.Exp(score / Math.Sqrt(width));
                total += weight;
                sum += weight * v[j * width + d];
            }
            return sum / total;
        }, 1e-5);
    }

    private static void MatvecQ4(KernelRunner r)
    {
        const int rows = 5, blocks = 40;
        byte[] w = Bytes(rows * blocks * 18, 1);
        for (int b = 0; b < rows * blocks; b++) BitConverter.TryWriteBytes(w.AsSpan(b * 18), (Half)(0.01f * (b % 7 + 1)));
        float[] x = Floats(blocks * 32, 2), y = new float[rows];
        r.Run(File, "matvec_q4", new(rows * 32), new(32), w, x, y, (uint)blocks);
        Close(y, row =>
        {
            double sum = 0;
            for (int b = 0; b < blocks; b++)
            {
                int at = (row * blocks + b) * 18;
                double scale = (double)BitConverter.ToHalf(w, at), inner = 0;
                for (int i = 0; i < 16; i++) inner += ((w[at + 2 + i] & 15) - 8) * (double)x[b * 32 + i] + ((w[at + 2 + i] >> 4) - 8) * (double)x[b * 32 + 16 + i];
                sum += scale * inner;
            }
            return sum;
        }, 1e-4);
    }

    private static void DequantizeQ8(KernelRunner r)
    {
        byte[] b = Bytes(6 * 34, 3);
        for (int i = 0; i < 6; i++) BitConverter.TryWriteBytes(b.AsSpan(i * 34), (Half)(0.5f / (i + 1)));
        var y = new float[6 * 32];
        r.Run(File, "dequantize_q8", new(6), new(6), b, y);
        Close(y, i => (float)BitConverter.ToHalf(b, i / 32 * 34) * (sbyte)b[i / 32 * 34 + 2 + i % 32], 1e-6);
    }
}
