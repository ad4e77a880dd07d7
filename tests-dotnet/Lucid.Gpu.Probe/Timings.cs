using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;

namespace Lucid.Gpu.Probe;

/// <summary>Speeds of a few kernels against plain C# loops.</summary>
internal static class Timings
{
    public static int Run(string which)
    {
        _ = which;
        const int n = 10_000_000;
        var x = new float[n];
        var y = new float[n];
        double native = Best(7, () => { for (int i = 0; i < n; i++) y[i] = 2.5f * x[i] + y[i]; });
        Console.WriteLine($"saxpy 1e7, C# loop on one thread: {native:0.00} ms");
        foreach (bool isChecked in new[] { false, true })
        {
            using var device = new HostDevice(new HostOptions(isChecked, Threads: 2));
            using IProgram program = device.Compile(new(KernelRunner.Source("elementwise.metal")));
            using IKernel saxpy = program.Kernel("saxpy");
            using IBuffer a = device.Allocate(4L * n), b = device.Allocate(4L * n);
            KernelArgument[] arguments = [KernelArgument.Buffer(0, a), KernelArgument.Buffer(1, b), KernelArgument.Constant(2, 2.5f)];
            double time = Best(5, () => device.Dispatch(saxpy, arguments, new(n), new(256)));
            Console.WriteLine($"saxpy 1e7, Host {(isChecked ? "checked" : "unchecked, 2 threads")}: {time:0.0} ms, {time / native:0.0}x the loop");
            using IProgram linear = device.Compile(new(KernelRunner.Source("linear.metal")));
            const int size = 512;
            using IBuffer p = device.Allocate(4L * size * size), q = device.Allocate(4L * size * size), r = device.Allocate(4L * size * size);
            KernelArgument[] gemm = [KernelArgument.Buffer(0, p), KernelArgument.Buffer(1, q), KernelArgument.Buffer(2, r), KernelArgument.Bytes(3, MemoryMarshal.AsBytes((ReadOnlySpan<uint>)[size, size, size]))];
            foreach (var (name, threads, group) in new[] { ("gemm_tiled", new Extent(size, size), new Extent(16, 16)), ("gemm_simdgroup_float", new Extent(32 * size / 16, size / 16), new Extent(32)) })
            {
                using IKernel kernel = linear.Kernel(name);
                Console.WriteLine($"{name} 512^3, Host {(isChecked ? "checked" : "unchecked, 2 threads")}: {Best(1, () => device.Dispatch(kernel, gemm, threads, group)):0} ms");
            }
        }
        return 0;
    }

    private static double Best(int times, Action action)
    {
        double best = double.MaxValue;
        for (int i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            action();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }
        return best;
    }
}
