using System;
using System.Runtime.InteropServices;
using Lucid.Cpu.Conv;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Random;
using Lucid.Cpu.Threads;

namespace Lucid.Benchmarks.Gemm;

/// <summary>float32 convolutions and their gradients.</summary>
internal static unsafe class ConvolutionTimes
{
    private static readonly (int N, int C, int O, int G, int H, int K, int S, int P)[] s_cases =
    [
        (8, 64, 64, 1, 56, 3, 1, 1), (8, 3, 64, 1, 224, 7, 2, 3), (8, 64, 256, 1, 56, 1, 1, 0), (8, 128, 128, 1, 28, 3, 2, 1),
        (8, 512, 512, 1, 7, 3, 1, 1), (8, 128, 128, 128, 56, 3, 1, 1), (32, 1, 32, 1, 28, 3, 1, 1), (8, 128, 128, 128, 28, 3, 1, 1),
        (8, 64, 64, 1, 32, 3, 1, 1), (8, 256, 256, 1, 14, 3, 1, 1), (8, 64, 64, 1, 56, 4, 2, 1),
    ];

    // Of one dimension: signals of this many numbers.
    private static readonly (int N, int C, int O, int L, int K, int S, int P)[] s_lines = [(16, 64, 64, 1024, 5, 1, 2), (1, 256, 256, 4000, 5, 1, 2)];

    public static void Print(double peak, int threads, string only = "")
    {
        const string share = " of peak";
        Console.WriteLine($"{"convolution, ms",-30} {"forward",9} {share} {"dinput",9} {share} {"dweight",9} {share}  1 thread | {threads} threads");
        foreach ((int n, int c, int o, int g, int h, int k, int s, int p) in s_cases)
        {
            nint extent = ConvolutionShape.OutputExtent(h, k, s, p, 1);
            Print($"{n},{c},{h}x{h} -> {o}, {k}x{k} s{s} g{g}", only, peak, threads, new ConvolutionShape
            {
                Images = n, InChannels = c, OutChannels = o, Groups = g, Input = Extents.Of(1, h, h), Kernel = Extents.Of(1, k, k),
                Stride = Extents.Of(1, s, s), Padding = Extents.Of(0, p, p), Dilation = Extents.Of(1, 1, 1), Output = Extents.Of(1, extent, extent),
            });
        }
        foreach ((int n, int c, int o, int l, int k, int s, int p) in s_lines)
            Print($"{n},{c},{l} -> {o}, {k} s{s}", only, peak, threads, new ConvolutionShape
            {
                Images = n, InChannels = c, OutChannels = o, Groups = 1, Input = Extents.Of(1, 1, l), Kernel = Extents.Of(1, 1, k),
                Stride = Extents.Of(1, 1, s), Padding = Extents.Of(0, 0, p), Dilation = Extents.Of(1, 1, 1),
                Output = Extents.Of(1, 1, ConvolutionShape.OutputExtent(l, k, s, p, 1)),
            });
    }

    private static void Print(string name, string only, double peak, int threads, ConvolutionShape shape)
    {
        if (!name.Contains(only, StringComparison.Ordinal)) return;
        nint seen = shape.Images * shape.InChannels * shape.Input.Volume, made = shape.Images * shape.OutChannels * shape.Output.Volume;
        nint weight = shape.OutChannels * shape.GroupInputs * shape.Kernel.Volume;
        float* x = Measure.Numbers<float>(seen), w = Measure.Numbers<float>(weight), y = Measure.Numbers<float>(made);
        double work = 2e-9 * made * shape.GroupInputs * shape.Kernel.Volume;
        string line = name.PadRight(30);
        foreach (int count in threads > 1 ? new[] { 1, threads } : [1])
        {
            Team.ThreadCount = count;
            if (ChannelsLastConvolution.Suits(in shape))
                line += $" channels last {Measure.Time(() => ChannelsLastConvolution.Forward(in shape, x, w, null, y)).Least * 1e3,9:F2}";
            double forward = Measure.Time(() => Convolution.Forward(in shape, x, w, null, y)).Least;
            double back = Measure.Time(() => Convolution.InputGradient(in shape, y, w, x)).Least;
            double weights = Measure.Time(() => Convolution.WeightGradient(in shape, x, y, w)).Least;
            foreach (double time in new[] { forward, back, weights }) line += $" {time * 1e3,9:F2} {work / time / peak / count,8:P0}";
            line += " |";
        }
        Console.WriteLine(line);
        NativeMemory.AlignedFree(x);
        NativeMemory.AlignedFree(w);
        NativeMemory.AlignedFree(y);
    }

    /// <summary>Pooling and attention of the sizes that frameworks are compared with.</summary>
    public static void PrintOthers(int threads)
    {
        var pooling = new PoolingShape
        {
            Planes = 8 * 64, Input = Extents.Of(1, 112, 112), Window = Extents.Of(1, 3, 3), Output = Extents.Of(1, 56, 56),
            Stride = Extents.Of(1, 2, 2), Padding = Extents.Of(0, 1, 1), Dilation = Extents.Of(1, 1, 1),
        };
        var attention = new AttentionShape
        {
            Batch = 2, Heads = 8, KeyHeads = 8, Queries = 512, Keys = 512, Features = 64, ValueFeatures = 64, Scale = 0.125,
            Query = (8 * 512 * 64, 512 * 64, 64), Key = (8 * 512 * 64, 512 * 64, 64), Value = (8 * 512 * 64, 512 * 64, 64),
            Output = (8 * 512 * 64, 512 * 64, 64),
        };
        const nint plane = 8 * 64 * 112 * 112;
        float* x = Measure.Numbers<float>(plane), y = Measure.Numbers<float>(plane), z = Measure.Numbers<float>(plane);
        float* o = Measure.Numbers<float>(plane);
        var indices = (long*)NativeMemory.AlignedAlloc(8 * 8 * 64 * 56 * 56, 4096);
        foreach (int count in threads > 1 ? new[] { 1, threads } : [1])
        {
            Team.ThreadCount = count;
            double pool = Measure.Time(() => Pooling.Maximum(in pooling, x, y, indices)).Least;
            double attend = Measure.Time(() => Attention.Forward(in attention, x, y, z, null, o)).Least;
            double normal = Measure.Time(() => Distributions.Normal(o, 1_000_000, 1, 0)).Least;
            Console.WriteLine(
                $"{count} threads: max_pool2d 8,64,112x112 3x3 s2 {pool * 1e3:F2} ms, "
                + $"attention 2,8,512,64 {attend * 1e3:F2} ms, normal 1e6 {normal * 1e3:F2} ms");
        }
        NativeMemory.AlignedFree(x);
        NativeMemory.AlignedFree(y);
        NativeMemory.AlignedFree(z);
        NativeMemory.AlignedFree(o);
        NativeMemory.AlignedFree(indices);
    }
}
