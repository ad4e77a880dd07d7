using System;
using System.Globalization;
using System.Numerics;
using System.Threading;
using Lucid.Cpu.Gemm;
using Lucid.Cpu.Threads;

namespace Lucid.Benchmarks.Gemm;

/// <summary>Matrix products against the measured multiply-add peak, and the team's latencies.</summary>
/// <remarks>Arguments: all, float, double, conv, others or team; shapes as m,n,k with blanks between.</remarks>
internal static unsafe class Program
{
    private static readonly (int M, int N, int K, bool AT, bool BT)[] s_shapes =
    [
        (64, 64, 64, false, false), (128, 128, 128, false, false), (256, 256, 256, false, false), (512, 512, 512, false, false),
        (1000, 1000, 1000, false, false), (1024, 1024, 1024, false, false), (1536, 1536, 1536, false, false),
        (2048, 2048, 2048, false, false), (64, 256, 784, false, true), (64, 256, 784, false, false), (4096, 64, 64, false, false),
        (1, 4096, 4096, false, false), (1, 4096, 4096, false, true), (64, 64, 4096, true, false), (33, 65, 127, false, false),
        (100, 100, 100, false, false), (128, 10, 256, false, true), (128, 512, 512, false, true), (128, 512, 512, false, false),
        (8, 512, 512, false, true), (8, 512, 512, false, false), (16, 512, 512, false, true), (4, 4096, 1024, false, false),
        (512, 512, 64, true, false), (32, 1024, 256, false, true), (16, 1024, 256, false, false), (64, 1024, 256, false, false),
        (256, 1024, 256, false, false), (32, 200, 300, false, false), (16, 16, 16, false, false), (4, 4, 4, false, false),
    ];

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string part = arguments.Length > 0 ? arguments[0] : "all";
        string only = arguments.Length > 1 ? arguments[1] : "";
        int threads = Team.ThreadCount;
        double peak = Measure.Peak();
        Console.WriteLine($"Vector<float> lanes {Vector<float>.Count}; float32 FMA peak of a core {peak:F1} GFLOP/s; {threads} threads");
        if (part is "all" or "float") Products<float>("float32", peak, threads, only);
        if (part is "all" or "double") Products<double>("float64", peak / 2, threads, only);
        if (part is "all" or "conv") ConvolutionTimes.Print(peak, threads, only);
        if (part is "all" or "others") ConvolutionTimes.PrintOthers(threads);
        if (part is "all" or "team") Latencies();
        return 0;
    }

    private static void Products<T>(string name, double peak, int threads, string only)
        where T : unmanaged, INumber<T>
    {
        Console.WriteLine($"{name,-24} {"1 thread",10} {"of peak",8} {"threads",10}   GFLOP/s, best of many");
        foreach ((int m, int n, int k, bool at, bool bt) in s_shapes)
        {
            if (only.Length > 0 && !only.Split(' ').AsSpan().Contains($"{m},{n},{k}")) continue;
            T* a = Measure.Numbers<T>((nint)m * k);
            T* b = Measure.Numbers<T>((nint)k * n);
            T* c = Measure.Numbers<T>((nint)m * n);
            void Run() => MatrixProduct.Run(m, n, k, a, at ? 1 : k, at ? m : 1, b, bt ? 1 : n, bt ? k : 1, c, n);
            double work = 2e-9 * m * n * k;
            Team.ThreadCount = 1;
            double one = work / Measure.Time(Run).Least;
            Team.ThreadCount = threads;
            double many = threads > 1 ? work / Measure.Time(Run).Least : one;
            Console.WriteLine($"{m},{n},{k}{(at ? " A^T" : "")}{(bt ? " B^T" : ""),-24}".PadRight(24) + $" {one,10:F1} {one / peak,8:P0} {many,10:F1}");
            System.Runtime.InteropServices.NativeMemory.AlignedFree(a);
            System.Runtime.InteropServices.NativeMemory.AlignedFree(b);
            System.Runtime.InteropServices.NativeMemory.AlignedFree(c);
        }
    }

    private static void Latencies()
    {
        int before = Team.ThreadCount;
        Team.ThreadCount = 2;
        Console.WriteLine("fork and join of two parts, median microseconds");
        Report("quiet");
        bool stop = false;
        var neighbour = new Thread(() => { while (!Volatile.Read(ref stop)) { } }) { IsBackground = true };
        neighbour.Start();
        Report("busy neighbour");
        Volatile.Write(ref stop, true);
        neighbour.Join();
        Team.ThreadCount = before;
    }

    private static void Report(string condition)
    {
        Console.WriteLine(
            $"{condition,-16} work 0: {Measure.ForkJoin(0, 0):F2}  10: {Measure.ForkJoin(10, 0):F1}  100: {Measure.ForkJoin(100, 0):F1}  "
            + $"10 after 2 ms idle: {Measure.ForkJoin(10, 2):F1}");
    }
}
