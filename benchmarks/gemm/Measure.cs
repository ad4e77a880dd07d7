using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lucid.Cpu.Threads;

namespace Lucid.Benchmarks.Gemm;

/// <summary>Timing and the machine's own limits.</summary>
internal static unsafe class Measure
{
    /// <summary>Least and median seconds of one call, over passes that fill the given time.</summary>
    public static (double Least, double Median) Time(Action action, double seconds = 0.4)
    {
        action();
        long start = Stopwatch.GetTimestamp();
        action();
        double once = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int inner = (int)Math.Clamp(200e-6 / Math.Max(once, 1e-9), 1, 100000);
        var passes = new double[4096];
        int count = 0;
        long begin = Stopwatch.GetTimestamp();
        while (count < passes.Length && (count < 5 || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds))
        {
            start = Stopwatch.GetTimestamp();
            for (int i = 0; i < inner; i++) action();
            passes[count++] = Stopwatch.GetElapsedTime(start).TotalSeconds / inner;
        }
        Array.Sort(passes, 0, count);
        return (passes[0], passes[count / 2]);
    }

    /// <summary>float32 multiply-add peak of one core in GFLOP/s: twelve independent chains in registers.</summary>
    public static double Peak()
    {
        const int steps = 20000;
        double best = double.PositiveInfinity;
        for (int i = 0; i < 300; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Chains(steps);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 2.0 * 12 * Vector<float>.Count * steps / best / 1e9;
    }

    private static float s_sink;

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Chains(int steps)
    {
        Vector<float> x = Vector.Create(0.999f), y = Vector.Create(1e-3f);
        Vector<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int s = 0; s < steps; s++)
        {
            a = Vector.MultiplyAddEstimate(a, x, y);
            b = Vector.MultiplyAddEstimate(b, x, y);
            c = Vector.MultiplyAddEstimate(c, x, y);
            d = Vector.MultiplyAddEstimate(d, x, y);
            e = Vector.MultiplyAddEstimate(e, x, y);
            f = Vector.MultiplyAddEstimate(f, x, y);
            g = Vector.MultiplyAddEstimate(g, x, y);
            h = Vector.MultiplyAddEstimate(h, x, y);
            i = Vector.MultiplyAddEstimate(i, x, y);
            j = Vector.MultiplyAddEstimate(j, x, y);
            k = Vector.MultiplyAddEstimate(k, x, y);
            l = Vector.MultiplyAddEstimate(l, x, y);
        }
        s_sink = Vector.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    /// <summary>Page-aligned memory of small random numbers.</summary>
    public static T* Numbers<T>(nint count)
        where T : unmanaged, INumber<T>
    {
        var pointer = (T*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(T) + 64), 4096);
        var random = new System.Random(1);
        for (nint i = 0; i < count; i++) pointer[i] = T.CreateTruncating(random.NextDouble() - 0.5);
        return pointer;
    }

    /// <summary>Median microseconds of a fork and join whose two parts each work for the given time.</summary>
    public static double ForkJoin(double microseconds, int pauseMilliseconds)
    {
        long ticks = (long)(microseconds * Stopwatch.Frequency / 1e6);
        var times = new double[pauseMilliseconds > 0 ? 200 : 3000];
        for (int i = 0; i < times.Length; i++)
        {
            if (pauseMilliseconds > 0) System.Threading.Thread.Sleep(pauseMilliseconds);
            long start = Stopwatch.GetTimestamp();
            Team.Run(2, 1, &Busy, &ticks);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static void Busy(void* context, nint begin, nint end)
    {
        for (nint unit = begin; unit < end; unit++)
        {
            long until = Stopwatch.GetTimestamp() + *(long*)context;
            while (Stopwatch.GetTimestamp() < until) { }
        }
    }
}
