using System;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Lucid.Cpu.Fft;
using Lucid.Cpu.Loops;
using Lucid.Cpu.NN;
using Lucid.Cpu.Optimizers;
using Lucid.Cpu.Reduce;
using Lucid.Cpu.Sort;
using Lucid.Cpu.Threads;
using Lucid.Memory;

namespace Lucid.Benchmarks.Cpu;

/// <summary>
/// Memory-bound and pointwise kernels at one thread and at all, each beside the time that the bytes it must move take at
/// the bandwidth measured in the same run. Argument: part of a row's name.
/// </summary>
internal static unsafe class Program
{
    private static string s_only = "";
    private static double s_read1, s_read, s_copy1, s_copy;
    private static int s_threads;

    private static float* Numbers(nint count)
    {
        float* p = (float*)MemoryPool.Allocate(count * sizeof(float));
        System.Random random = new(1);
        for (nint i = 0; i < count; i++) p[i] = (float)(random.NextDouble() * 4 - 2);
        return p;
    }

    private static double Least(Action action)
    {
        action();
        long start = Stopwatch.GetTimestamp();
        action();
        double once = Stopwatch.GetElapsedTime(start).TotalSeconds, least = once;
        int inner = (int)Math.Clamp(100e-6 / Math.Max(once, 1e-9), 1, 100000);
        long begin = Stopwatch.GetTimestamp();
        for (int pass = 0; pass < 5 || Stopwatch.GetElapsedTime(begin).TotalSeconds < 0.25; pass++)
        {
            start = Stopwatch.GetTimestamp();
            for (int i = 0; i < inner; i++) action();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds / inner);
        }
        return least;
    }

    private static (double One, double All) Both(Action action)
    {
        Team.ThreadCount = 1;
        double one = Least(action);
        Team.ThreadCount = s_threads;
        return (one, Least(action));
    }

    private static void Row(string name, double readBytes, double writtenBytes, Action action)
    {
        if (!name.Contains(s_only, StringComparison.Ordinal)) return;
        (double one, double all) = Both(action);
        double Floor(double read, double copy) => writtenBytes == 0 ? readBytes / read : Math.Max(readBytes + writtenBytes, 2 * writtenBytes) / copy;
        Console.WriteLine($"| {name,-28} | {one * 1e6,10:F1} | {all * 1e6,10:F1} | {Floor(s_read1, s_copy1) / one,6:P0} | {Floor(s_read, s_copy) / all,6:P0} |");
    }

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        s_only = arguments.Length > 0 ? arguments[0] : "";
        s_threads = Team.ThreadCount;
        const nint million = 1_000_000, large = 16_777_216;
        float* x = Numbers(large), y = Numbers(large), o = Numbers(large);
        float sum;
        float* total = &sum;
        (double read1, double read) = Both(() => Reduction.Max([large], x, [1], [true], total));
        (double copy1, double copy) = Both(() => Copy.Strided([large], x, [1], o, [1]));
        s_read1 = large * 4 / read1;
        s_read = large * 4 / read;
        s_copy1 = large * 8 / copy1;
        s_copy = large * 8 / copy;
        Console.WriteLine($"Vector<float> lanes {Vector<float>.Count}; reading {s_read1 / 1e9:F1} and {s_read / 1e9:F1} GB/s, copying {s_copy1 / 1e9:F1} and {s_copy / 1e9:F1} GB/s, 1 and {s_threads} threads");
        Console.WriteLine("| row                          |   1 thread |  all, us   | floor/1 | floor/all |");
        Console.WriteLine("|---|---|---|---|---|");
        Row("add_16", 128, 64, () => Pointwise.BinaryContiguous(default(Add), x, y, o, 16));
        Row("relu_16", 64, 64, () => Pointwise.UnaryContiguous(default(Relu), x, o, 16));
        foreach ((string suffix, nint n) in ((string, nint)[])[("1e6", million), ("1e7", 10 * million)])
        {
            double bytes = 4.0 * n;
            Row("add_" + suffix, 2 * bytes, bytes, () => Pointwise.BinaryContiguous(default(Add), x, y, o, n));
            Row("add_in_place_" + suffix, 2 * bytes, bytes, () => Pointwise.BinaryContiguous(default(Add), o, y, o, n));
            Row("mul_scalar_" + suffix, bytes, bytes, () => Pointwise.BinaryNumberContiguous(default(Multiply), x, 1.5f, false, o, n));
            Row("relu_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Relu), x, o, n));
            Row("exp_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Exp), x, o, n));
            Row("tanh_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Tanh), x, o, n));
            Row("gelu_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Gelu), x, o, n));
            Row("sigmoid_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Sigmoid), x, o, n));
            Row("erf_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Erf), x, o, n));
            Row("log_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Log), x, o, n));
            Row("sin_" + suffix, bytes, bytes, () => Pointwise.UnaryContiguous(default(Sin), x, o, n));
            Row("softmax_rows1000_" + suffix, bytes, bytes, () => Softmax.Forward(x, o, n / 1000, 1000, 1, false));
            Row("softmax_flat_" + suffix, bytes, bytes, () => Softmax.Forward(x, o, 1, n, 1, false));
        }
        Reductions(x, o);
        Transforms(x, o);
        Networks(x, y, o);
        return 0;
    }

    private static void Reductions(float* x, float* o)
    {
        const nint n = 10_000_000;
        float one;
        float* result = &one;
        long place;
        long* position = &place;
        Row("sum_1e7", 4.0 * n, 0, () => Reduction.Sum([n], x, [1], [true], result));
        Row("mean_1e7", 4.0 * n, 0, () => Reduction.Mean([n], x, [1], [true], result));
        Row("max_1e7", 4.0 * n, 0, () => Reduction.Max([n], x, [1], [true], result));
        Row("var_1e7", 4.0 * n, 0, () => Reduction.Var([n], x, [1], [true], 1, result));
        Row("argmax_1e7", 4.0 * n, 0, () => Reduction.ArgMax([n], x, [1], [true], position));
        long* indices = (long*)MemoryPool.Allocate(1_000_000 * 8);
        const double square = 4096.0 * 4096 * 4;
        foreach (bool first in (bool[])[false, true])
        {
            string name = first ? "first" : "last";
            bool[] reduced = [first, !first];
            Row($"sum_{name}_4096sq", square, 0, () => Reduction.Sum([4096, 4096], x, [4096, 1], reduced, o));
            Row($"mean_{name}_4096sq", square, 0, () => Reduction.Mean([4096, 4096], x, [4096, 1], reduced, o));
            Row($"max_{name}_4096sq", square, 0, () => Reduction.MaxWithIndex([4096, 4096], x, [4096, 1], reduced, o, indices));
            Row($"argmax_{name}_4096sq", square, 0, () => Reduction.ArgMax([4096, 4096], x, [4096, 1], reduced, indices));
        }
        Row("transpose_copy_4096sq", square, square, () => Copy.Strided([4096, 4096], x, [1, 4096], o, [4096, 1]));
        Row("transpose_1000x1003", 4.0e6, 4.0e6, () => Copy.Strided([1003, 1000], x, [1, 1003], o, [1000, 1]));
        Row("transpose_nchw_nhwc", 4.0 * 8 * 64 * 3136, 4.0 * 8 * 64 * 3136,
            () => Copy.Strided([8, 3136, 64], x, [64 * 3136, 1, 3136], o, [64 * 3136, 64, 1]));
        Row("cumsum_1e6", 4e6, 4e6, () => Scan.CumSum(x, o, 1, 1_000_000, 1));
        Row("cumsum_last_4096x1024", 4.0 * 4096 * 1024, 4.0 * 4096 * 1024, () => Scan.CumSum(x, o, 4096, 1024, 1));
        Row("cumsum_first_4096x1024", 4.0 * 4096 * 1024, 4.0 * 4096 * 1024, () => Scan.CumSum(x, o, 1, 4096, 1024));
        Row("cumprod_1e6", 4e6, 4e6, () => Scan.CumProd(x, o, 1, 1_000_000, 1));
        Row("cummax_1e6", 4e6, 12e6, () => Scan.CumMax(x, o, indices, 1, 1_000_000, 1));
        float* values = (float*)MemoryPool.Allocate(4_000_000);
        long* places = (long*)MemoryPool.Allocate(8_000_000);
        float* sorted = (float*)MemoryPool.Allocate(400_000);
        for (int i = 0; i < 100_000; i++) sorted[i] = i * 4e-5f - 2;
        Row("searchsorted_1e6_in_1e5", 4e6, 8e6, () => Searching.Run(sorted, null, 100_000, x, indices, 1_000_000, 0, false));
        Row("sort_1e6", 4e6, 12e6, () => Sorting.Sort(x, values, places, 1, 1_000_000, 1, false));
        Row("topk100_1e6", 4e6, 0, () => Sorting.TopK(x, values, places, 1, 1_000_000, 1, 100, true));
    }

    private static void Transforms(float* x, float* o)
    {
        const double megabyte = 1 << 20;
        Row("fft_c64_2p20", 8 * megabyte, 8 * megabyte, () => Fourier.ComplexToComplex([1 << 20], [0], x, [1], o, [1], false, 1));
        Row("fft2_c64_1024sq", 8 * megabyte, 8 * megabyte, () => Fourier.ComplexToComplex([1024, 1024], [0, 1], x, [1024, 1], o, [1024, 1], false, 1));
        Row("rfft_2p20", 4 * megabyte, 4 * megabyte, () => Fourier.RealToComplex([1 << 20], [0], x, [1], o, [1], 1));
        Row("fft_c64_1000x1000", 8e6, 8e6, () => Fourier.ComplexToComplex([1000, 1000], [1], x, [1000, 1], o, [1000, 1], false, 1));
        Row("fft_c64_1009x1000", 8e6, 8e6, () => Fourier.ComplexToComplex([1000, 1009], [1], x, [1009, 1], o, [1009, 1], false, 1));
    }

    private static void Networks(float* x, float* y, float* o)
    {
        float* mean = (float*)MemoryPool.Allocate(65536), deviation = (float*)MemoryPool.Allocate(65536), gradient = (float*)MemoryPool.Allocate(1 << 20);
        Row("layer_norm_4096x1024", 4.0 * 4096 * 1024, 4.0 * 4096 * 1024, () => LayerNorm.Forward(x, y, y, o, mean, deviation, 4096, 1024, 1e-5));
        Row("layer_norm_backward_4096x1024", 16.0 * 4096 * 1024, 4.0 * 4096 * 1024,
            () => LayerNorm.Backward(x, y, y, mean, deviation, o, gradient, gradient + 1024, 4096, 1024));
        long* indices = (long*)MemoryPool.Allocate(4096 * 8);
        System.Random random = new(1);
        for (int i = 0; i < 4096; i++) indices[i] = random.Next(30000);
        Row("embedding_30000x256_32x128", 4.0 * 4096 * 256, 4.0 * 4096 * 256, () => Embedding.Forward(x, indices, o, 4096, 256));
        long* targets = (long*)MemoryPool.Allocate(1024 * 8);
        for (int i = 0; i < 1024; i++) targets[i] = random.Next(1000);
        float* loss = (float*)MemoryPool.Allocate(4096), normaliser = (float*)MemoryPool.Allocate(4096), scale = (float*)MemoryPool.Allocate(4096);
        for (int i = 0; i < 1024; i++) scale[i] = 1f / 1024;
        Row("cross_entropy_1024x1000", 4.096e6, 0, () => CrossEntropy.Forward(x, targets, null, -100, 0, loss, normaliser, 1024, 1000, 1));
        Row("cross_entropy_fwdbwd", 8.192e6, 4.096e6, () =>
        {
            CrossEntropy.Forward(x, targets, null, -100, 0, loss, normaliser, 1024, 1000, 1);
            CrossEntropy.Backward(x, targets, null, -100, 0, scale, normaliser, o, 1024, 1000, 1);
        });
        Row("adam_100x10000", 16e6, 12e6, () =>
        {
            float** lists = stackalloc float*[400];
            nint* lengths = stackalloc nint[100];
            double* steps = stackalloc double[100];
            for (int t = 0; t < 100; t++)
            {
                for (int k = 0; k < 4; k++) lists[k * 100 + t] = (k == 0 ? o : k == 1 ? x : k == 2 ? o + 2_000_000 : o + 4_000_000) + t * 10000;
                lengths[t] = 10000;
                steps[t] = 3;
            }
            Adam.Step(lists, lists + 100, lists + 200, lists + 300, null, steps, lengths, 100, new(1e-3, 0.9, 0.999, 1e-8, 0, false, false));
        });
    }
}
