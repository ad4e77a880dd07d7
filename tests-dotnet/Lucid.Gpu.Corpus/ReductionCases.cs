using System;
using System.Collections.Generic;
using System.Numerics;
using Lucid.Gpu.Drivers;
using static Lucid.Gpu.Corpus.Expect;

namespace Lucid.Gpu.Corpus;

internal static class ReductionCases
{
    private const string File = "reduction.metal";

    public static IReadOnlyList<KernelCase> All { get; } =
    [
        new("sum_threadgroup", r => { float[] x = Floats(3000, 1), y = new float[4]; r.Run(File, "sum_threadgroup", new(1024), new(256), x, y, 3000u); Close([y[0] + y[1] + y[2] + y[3]], _ => Sum(x, 0, 3000), 1e-5); }),
        new("reduce_sum_float", r => { float[] x = Floats(8 * 500, 1), y = new float[8]; r.Run(File, "reduce_sum_float", new(8 * 128), new(128), x, y, 500u, new ThreadgroupBytes(0, 128)); Close(y, i => Sum(x, i * 500, 500), 1e-5); }),
        new("reduce_max_float", r => { float[] x = Floats(8 * 500, 2), y = new float[8]; r.Run(File, "reduce_max_float", new(8 * 96), new(96), x, y, 500u, new ThreadgroupBytes(0, 128)); Close(y, i => Fold(x, i * 500, 500, Math.Max), 0); }),
        new("reduce_sum_int", r => { int[] x = Ints(5 * 333, 3, -1000, 1000), y = new int[5]; r.Run(File, "reduce_sum_int", new(5 * 64), new(64), x, y, 333u, new ThreadgroupBytes(0, 128)); Equal(y, i => IntSum(x, i * 333, 333)); }),
        new("reduce_max_int", r => { int[] x = Ints(5 * 333, 4, -1000, 1000), y = new int[5]; r.Run(File, "reduce_max_int", new(5 * 64), new(64), x, y, 333u, new ThreadgroupBytes(0, 128)); Equal(y, i => { int best = int.MinValue; for (int k = 0; k < 333; k++) best = Math.Max(best, x[i * 333 + k]); return best; }); }),
        new("argmax_rows", r => { float[] x = Floats(6 * 200, 5); x[205] = x[230] = 9; var y = new uint[6]; r.Run(File, "argmax_rows", new(6 * 32), new(32), x, y, 200u); Equal(y, i => (uint)Array.IndexOf(x, (float)Fold(x, i * 200, 200, Math.Max), i * 200) - (uint)i * 200); }),
        new("welford_rows", r => { float[] x = Floats(10 * 100, 6), y = new float[20]; r.Run(File, "welford_rows", new(10), new(10), x, y, 100u); Close(y, i => { double mean = Sum(x, i / 2 * 100, 100) / 100, square = 0; for (int k = 0; k < 100; k++) square += Math.Pow(x[i / 2 * 100 + k] - mean, 2); return i % 2 == 0 ? mean : square / 100; }, 1e-5); }),
        new("dot_atomic", r => { float[] a = Floats(2000, 1), b = Floats(2000, 2), y = new float[1]; r.Run(File, "dot_atomic", new(2000), new(256), a, b, y); double sum = 0; for (int i = 0; i < 2000; i++) sum += (double)a[i] * b[i]; Close(y, _ => sum, 1e-4); }),
        new("histogram_global", r => { byte[] x = Bytes(5000, 1); var y = new uint[256]; r.Run(File, "histogram_global", new(5000), new(256), x, y); Equal(y, i => Count(x, i)); }),
        new("histogram_shared", r => { byte[] x = Bytes(5000, 2); var y = new uint[256]; r.Run(File, "histogram_shared", new(5120), new(256), x, y, 5000u); Equal(y, i => Count(x, i)); }),
        new("scan_simd", r => { uint[] x = UInts(96, 1), y = new uint[96]; r.Run(File, "scan_simd", new(96), new(96), x, y); Equal(y, i => { uint sum = 0; for (int k = i / 32 * 32; k < i; k++) sum += x[k]; return (sum + x[i]) * 2 + sum; }); }),
        new("scan_block", r => { int[] x = Ints(512, 1, -9, 9), y = new int[512]; r.Run(File, "scan_block", new(512), new(256), x, y); Equal(y, i => IntSum(x, i / 256 * 256, i % 256)); }),
        new("bitonic_sort", r =>
        {
            uint[] x = UInts(256, 1), y = Copy(x);
            for (uint k = 2; k <= 256; k *= 2)
                for (uint j = k / 2; j > 0; j /= 2) r.Run(File, "bitonic_step", new(256), new(64), y, ByValue.Of(k, j));
            Array.Sort(x);
            Equal(y, i => x[i]);
        }),
        new("radix_sort_block", r => { uint[] x = UInts(256, 2), y = Copy(x); r.Run(File, "radix_sort_block", new(256), new(256), y); Array.Sort(x); Equal(y, i => x[i]); }),
        new("vote_counts", VoteCounts),
    ];

    private static double Sum(float[] x, int start, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++) sum += x[start + i];
        return sum;
    }

    private static int IntSum(int[] x, int start, int count)
    {
        int sum = 0;
        for (int i = 0; i < count; i++) sum += x[start + i];
        return sum;
    }

    private static double Fold(float[] x, int start, int count, Func<double, double, double> combine)
    {
        double best = x[start];
        for (int i = 1; i < count; i++) best = combine(best, x[start + i]);
        return best;
    }

    private static uint Count(byte[] x, int value)
    {
        uint count = 0;
        foreach (byte b in x)
            if (b == value) count++;
        return count;
    }

    private static void VoteCounts(KernelRunner r)
    {
        int[] x = Ints(64, 7, 0, 100);
        var y = new uint[256];
        r.Run(File, "vote_counts", new(64), new(64), x, y);
        Equal(y, n =>
        {
            int i = n / 4, lane = i % 32, start = i - lane, first = -1;
            uint bits = 0, quad = 0;
            for (int k = 0; k < 32; k++)
                if ((x[start + k] & 1) != 0) { bits |= 1u << k; if (first < 0) first = k; }
            for (int k = 0; k < 4; k++) quad += (uint)(x[i / 4 * 4 + k] & 1);
            uint value = (n % 4) switch { 0 => (uint)BitOperations.PopCount(bits) + (first == lane ? 1000u : 0), 1 => bits == uint.MaxValue ? 1u : 0, 2 => bits != 0 ? 1u : 0, _ => quad };
            return value + 5 + (uint)(lane ^ 1) - (uint)lane;
        });
    }
}
