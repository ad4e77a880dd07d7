using System;
using System.Collections.Generic;
using System.Numerics;
using Lucid.Gpu.Drivers;
using static Lucid.Gpu.Corpus.Expect;

namespace Lucid.Gpu.Corpus;

internal static class LinearCases
{
    private const string File = "linear.metal";

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        new("gemm_naive", r => Gemm(r, "gemm_naive", 19, 23, 31, new(23, 19), new(8, 8))),
        new("gemm_tiled", r => Gemm(r, "gemm_tiled", 45, 37, 50, new(48, 48), new(16, 16))),
        new("gemm_simdgroup_float", r => Gemm(r, "gemm_simdgroup_float", 32, 48, 40, new(3 * 32, 2), new(32, 1))),
        new("gemm_simdgroup_half", GemmHalf),
        new("gemv", r => { float[] a = Floats(9 * 200, 1), x = Floats(200, 2), y = new float[9]; r.Run(File, "gemv", new(9 * 32), new(32), a, x, y, 50u); Close(y, i => { double sum = 0; for (int k = 0; k < 200; k++) sum += (double)a[i * 200 + k] * x[k]; return sum; }, 1e-4); }),
        new("transform_points", Transform),
        new("rotate_points", Rotate),
        new("matrix_algebra", MatrixAlgebra),
        new("fft_radix2", Fft),
    ];

    private static void Gemm(KernelRunner r, string name, int m, int n, int k, Extent threads, Extent group)
    {
        float[] a = Floats(m * k, 1), b = Floats(k * n, 2), c = new float[m * n];
        r.Run(File, name, threads, group, a, b, c, ByValue.Of((uint)m, (uint)n, (uint)k));
        Close(c, i => { double sum = 0; for (int p = 0; p < k; p++) sum += (double)a[i / n * k + p] * b[p * n + i % n]; return sum; }, 1e-4);
    }

    private static void GemmHalf(KernelRunner r)
    {
        const int m = 16, n = 32, k = 24;
        var a = new Half[m * k];
        var b = new Half[k * n];
        for (int i = 0; i < a.Length; i++) a[i] = (Half)Math.Sin(i * 0.7);
        for (int i = 0; i < b.Length; i++) b[i] = (Half)Math.Cos(i * 0.3);
        var c = new float[m * n];
        r.Run(File, "gemm_simdgroup_half", new(2 * 32, 1), new(32, 1), a, b, c, ByValue.Of((uint)m, n, k));
        Close(c, i => { double sum = 0; for (int p = 0; p < k; p++) sum += (double)a[i / n * k + p] * (double)b[p * n + i % n]; return sum; }, 1e-4);
    }

    private static void Transform(KernelRunner r)
    {
        float[] p = Floats(30, 1), q = new float[30], m = Floats(16, 2);
        m[15] = 5;
        r.Run(File, "transform_points", new(10), new(10), p, q, ByValue.Of(m));
        Close(q, i =>
        {
            double Row(int row) => m[row] * (double)p[i / 3 * 3] + m[4 + row] * (double)p[i / 3 * 3 + 1] + m[8 + row] * (double)p[i / 3 * 3 + 2] + m[12 + row];
            return Row(i % 3) / Row(3);
        }, 1e-5);
    }

    private static void Rotate(KernelRunner r)
    {
        float[] q = Floats(40, 3), p = Floats(40, 4), y = new float[40];
        r.Run(File, "rotate_points", new(10), new(10), q, p, y);
        Close(y, i =>
        {
            int at = i / 4 * 4;
            if (i % 4 == 3) return y[i];
            var rotation = System.Numerics.Quaternion.Normalize(new System.Numerics.Quaternion(q[at], q[at + 1], q[at + 2], q[at + 3]));
            Vector3 turned = Vector3.Transform(new Vector3(p[at], p[at + 1], p[at + 2]), rotation);
            return turned[i % 4];
        }, 1e-5);
    }

    private static void MatrixAlgebra(KernelRunner r)
    {
        float[] x = Floats(20, 5, -2, 2), y = new float[20];
        r.Run(File, "matrix_algebra", new(20), new(20), x, y);
        Close(y, i =>
        {
            // m[c, r]: column, row.
            double t = x[i];
            double[,] m = { { t, 1, 2 }, { 0, t + 3, 1 }, { 1, 0, 2 } };
            double[] w = [1, 2, 3], v = new double[3], u = new double[3];
            for (int row = 0; row < 3; row++)
                for (int column = 0; column < 3; column++)
                {
                    double product = 0;
                    for (int k = 0; k < 3; k++) product += m[k, row] * m[k, column];
                    v[row] += (product - 0.5 * m[column, row]) * w[column];
                }
            for (int column = 0; column < 3; column++)
                for (int row = 0; row < 3; row++) u[column] += v[row] * m[column, row];
            m[1, 2] += t;
            for (int row = 0; row < 3; row++) m[2, row] = u[row];
            double det = m[0, 0] * (m[1, 1] * m[2, 2] - m[1, 2] * m[2, 1]) - m[1, 0] * (m[0, 1] * m[2, 2] - m[0, 2] * m[2, 1]) + m[2, 0] * (m[0, 1] * m[1, 2] - m[0, 2] * m[1, 1]);
            return det + m[1, 2] + Math.Sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
        }, 1e-4);
    }

    private static void Fft(KernelRunner r)
    {
        const int n = 64, batches = 3;
        float[] x = Floats(n * batches * 2, 6), y = new float[n * batches * 2];
        r.Run(File, "fft_radix2", new(n / 2 * batches), new(n / 2), x, y, 6u);
        Close(y, i =>
        {
            int batch = i / (2 * n), k = i / 2 % n;
            Complex sum = 0;
            for (int t = 0; t < n; t++) sum += new Complex(x[(batch * n + t) * 2], x[(batch * n + t) * 2 + 1]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * k * t / n);
            return i % 2 == 0 ? sum.Real : sum.Imaginary;
        }, 1e-4);
    }
}
