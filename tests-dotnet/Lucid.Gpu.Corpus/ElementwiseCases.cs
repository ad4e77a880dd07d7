using System;
using System.Collections.Generic;
using System.Numerics;
using Lucid.Gpu.Drivers;
using Lucid.Numerics;
using static Lucid.Gpu.Corpus.Expect;

namespace Lucid.Gpu.Corpus;

internal static class ElementwiseCases
{
    private const string File = "elementwise.metal";

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        new("saxpy", r => { float[] x = Floats(1000, 1), y = Floats(1000, 2), z = Copy(y); r.Run(File, "saxpy", new(1000), new(256), x, z, 2.5f); Close(z, i => 2.5 * x[i] + y[i], 1e-6); }),
        new("add_float4", r => { float[] a = Floats(400, 1), b = Floats(400, 2), c = new float[400]; r.Run(File, "add_float4", new(100), new(32), a, b, c); Close(c, i => (double)a[i] + b[i], 1e-7); }),
        new("gelu", r => { float[] x = Floats(300, 3, -4, 4), y = new float[300]; r.Run(File, "gelu", new(300), new(64), x, y); Close(y, i => 0.5 * x[i] * (1 + Erf(x[i] / Math.Sqrt(2))), 1e-5); }),
        new("relu_half", ReluHalf),
        new("clamp_int", r => { int[] x = Ints(200, 4, -100, 100), y = Copy(x); r.Run(File, "clamp_int", new(200), new(64), y, ByValue.Of(-20, 30)); Equal(y, i => x[i] < -20 ? -20 : x[i] > 30 ? 30 : x[i]); }),
        new("cast_bfloat", r => { float[] x = Floats(200, 5, -9, 9); var y = new ushort[200]; r.Run(File, "cast_bfloat", new(200), new(64), x, y); Equal(y, i => ((BFloat16)(x[i] * 1.5f)).Bits); }),
        new("strided_copy", r => { float[] x = Floats(40 * 60, 6), y = new float[17 * 23]; r.Run(File, "strided_copy", new(32, 24), new(8, 8), x, y, ByValue.Of(17u, 23, 120, 2)); Close(y, i => x[i / 23 * 120 + i % 23 * 2], 0); }),
        new("broadcast_add", r => { float[] a = Floats(3 * 5 * 7, 7), b = Floats(5, 8), c = new float[105]; r.Run(File, "broadcast_add", new(7, 5, 3), new(4, 2, 2), a, b, c, ByValue.Of(7u, 5, 3, 0)); Close(c, i => (double)a[i] + b[i / 7 % 5], 1e-7); }),
        new("transpose_tiled", r => { float[] x = Floats(50 * 37, 9), y = new float[50 * 37]; r.Run(File, "transpose_tiled", new(64, 48), new(16, 16), x, y, ByValue.Of(50u, 37)); Close(y, i => x[i % 37 * 50 + i / 37], 0); }),
        new("where", r => { byte[] m = Bytes(100, 1, 2); float[] a = Floats(100, 1), b = Floats(100, 2), c = new float[100]; r.Run(File, "where_kernel", new(100), new(32), m, a, b, c); Close(c, i => m[i] == 1 ? a[i] : b[i], 0); }),
        new("adam_step", Adam),
        new("black_scholes", BlackScholes),
        new("bits", r => { uint[] x = UInts(64, 1), y = new uint[256]; x[0] = 0; r.Run(File, "bits", new(64), new(64), x, y); Equal(y, i => Bit(x[i / 4], i % 4)); }),
        new("long_mul", r => { var x = new ulong[64]; for (int i = 0; i < 64; i++) x[i] = 0x9E3779B97F4A7C15ul * (ulong)(i + 1); var y = new ulong[64]; r.Run(File, "long_mul", new(64), new(32), x, y); Equal(y, i => Lcg(x[i])); }),
        new("trig", r => { float[] x = Floats(200, 11, -3, 3), y = new float[200]; r.Run(File, "trig", new(200), new(64), x, y); Close(y, i => Trig(x[i]), 2e-5); }),
        new("specialised", r => { foreach (bool bias in new[] { true, false }) { float[] x = Floats(64, 1), y = Copy(x); r.Run(File, "specialised", new Dictionary<int, object> { [0] = bias, [1] = 3 }, new(64), new(32), y); Close(y, i => x[i] * 3.0 + (bias ? 100 : 0), 1e-6); } }),
        new("saturating", r => { var a = new sbyte[256]; var b = new sbyte[256]; for (int i = 0; i < 256; i++) { a[i] = (sbyte)(i * 7); b[i] = (sbyte)(i * 13); } var c = new sbyte[256]; r.Run(File, "saturating", new(64), new(32), a, b, c); Equal(c, i => (sbyte)(Math.Clamp(a[i] + b[i], -128, 127) - (a[i] + b[i] >> 1))); }),
        new("pack_colors", r => { float[] x = Floats(256, 12, -0.2f, 1.2f); var y = new uint[64]; r.Run(File, "pack_colors", new(64), new(32), x, y); Equal(y, i => Pack(x, i * 4) ^ 0x20u); }),
    ];

    private static double Erf(double x)
    {
        // The series converges everywhere; 80 terms suffice for |x| < 3.
        double term = x, sum = x;
        for (int n = 1; n < 80; n++) { term *= -x * x / n; sum += term / (2 * n + 1); }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    private static void ReluHalf(KernelRunner r)
    {
        var x = new Half[300];
        for (int i = 0; i < 300; i++) x[i] = (Half)((i - 150) * 0.37f);
        var y = new Half[300];
        r.Run(File, "relu_half", new(300), new(64), x, y);
        Equal(y, i => (Half)((float)(Half)((float)(x[i] > (Half)0 ? x[i] : (Half)0) * 2) + (float)(Half)0.1f));
    }

    private static void Adam(KernelRunner r)
    {
        float[] w = Floats(100, 1), g = Floats(100, 2), m = Floats(100, 3), v = Floats(100, 4, 0, 1), w2 = Copy(w), m2 = Copy(m), v2 = Copy(v);
        r.Run(File, "adam_step", new(100), new(32), w2, g, m2, v2, ByValue.Of(0.01f, 0.9f, 0.99f, 1e-8f));
        double M(int i) => m[i] * 0.9f + g[i] * (1 - (double)0.9f);
        double V(int i) => v[i] * 0.99f + (double)g[i] * g[i] * (1 - (double)0.99f);
        Close(m2, M, 1e-5);
        Close(v2, V, 1e-5);
        Close(w2, i => w[i] - 0.01f * M(i) / (Math.Sqrt(V(i)) + 1e-8), 1e-4);
    }

    private static void BlackScholes(KernelRunner r)
    {
        float[] s = Floats(100, 1, 50, 150), k = Floats(100, 2, 50, 150), c = new float[100];
        const double rate = 0.03f, volatility = 0.25f, time = 1.5f;
        r.Run(File, "black_scholes", new(100), new(32), s, k, c, ByValue.Of((float)rate, (float)volatility, (float)time, 0));
        double N(double x) => 0.5 * (1 + Erf(x / Math.Sqrt(2)));
        Close(c, i =>
        {
            double root = volatility * Math.Sqrt(time), d1 = (Math.Log(s[i] / (double)k[i]) + (rate + 0.5 * volatility * volatility) * time) / root;
            return s[i] * N(d1) - k[i] * Math.Exp(-rate * time) * N(d1 - root);
        }, 2e-4);
    }

    private static uint Bit(uint x, int which)
    {
        switch (which)
        {
            case 0: return (uint)BitOperations.PopCount(x);
            case 1: return (uint)BitOperations.LeadingZeroCount(x);
            case 3: return BitOperations.RotateLeft(x, 7);
        }
        uint reversed = 0;
        for (int i = 0; i < 32; i++) reversed |= (x >> i & 1) << (31 - i);
        return reversed;
    }

    private static ulong Lcg(ulong x)
    {
        ulong v = unchecked(x * 6364136223846793005ul + 1442695040888963407ul);
        return (v ^ v >> 33) % 1000003 + (ulong)((UInt128)x * v >> 64);
    }

    private static double Trig(double x)
    {
        double s = Math.Sin(x), c = Math.Cos(x);
        return s * c + Math.Atan2(s, c) + Math.Tanh(x) + Math.Log2(1 + Math.Abs(x)) + Math.Pow(Math.Abs(x), 1.5) + (x - Math.Floor(x)) + 1 / Math.Sqrt(1 + x * x);
    }

    private static uint Pack(float[] x, int at)
    {
        uint bits = 0;
        for (int c = 0; c < 4; c++) bits |= (uint)Math.Round(Math.Clamp((double)x[at + c], 0, 1) * 255) << (8 * c);
        return bits;
    }
}
