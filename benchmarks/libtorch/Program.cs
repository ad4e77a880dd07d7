using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace Lucid.Benchmarks.LibTorch;

/// <summary>
/// Times libtorch's official build for benchmarks/table: rows by name, in blocks, as its worker.py does for Python.
/// Arguments: number of threads, seconds of a block. Commands on standard input, one a line: "prepare ROW", "block",
/// "drop", "version"; each is answered by one line of JSON.
/// </summary>
internal static class Program
{
    private const double WarmSeconds = 0.04;

    private static Action s_row = () => { };
    private static int s_calls;

    private static int Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        torch.set_num_threads(int.Parse(arguments[0]));
        double block = arguments.Length > 1 ? double.Parse(arguments[1]) : 0.002;
        Dictionary<string, Func<Action>> rows = new();
        Rows.Baseline(rows);
        Rows.Kernels(rows);
        for (string? line = Console.ReadLine(); line != null; line = Console.ReadLine())
        {
            string[] parts = line.Split(' ');
            Console.WriteLine(Answer(parts[0], parts.Length > 1 ? parts[1] : "", rows, block));
        }
        return 0;
    }

    private static string Answer(string command, string name, Dictionary<string, Func<Action>> rows, double block)
    {
        try
        {
            switch (command)
            {
                case "prepare":
                    if (!rows.TryGetValue(name, out Func<Action>? prepare)) return "{\"error\": \"absent\"}";
                    return $"{{\"first\": {Prepare(prepare, block):R}}}";
                case "block":
                    return $"{{\"seconds\": {Steady():R}}}";
                case "drop":
                    s_row = () => { };
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                    return "{}";
                default:
                    return $"{{\"version\": \"{torch.__version__}\"}}";
            }
        }
        catch (Exception error)
        {
            return "{\"error\": \"" + error.GetType().Name + ": " + error.Message.Split('\n')[0].Replace('"', '\'').Replace('\\', '/') + "\"}";
        }
    }

    /// <summary>The least of a turn's blocks: its first calls meet caches that another library has filled.</summary>
    private static double Steady()
    {
        s_row();
        long start = Stopwatch.GetTimestamp();
        double least = Seconds(s_calls) / s_calls;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.012) least = Math.Min(least, Seconds(s_calls) / s_calls);
        return least;
    }

    private static double Prepare(Func<Action> prepare, double block)
    {
        torch.manual_seed(0);
        s_row = prepare();
        double first = Seconds(1);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < WarmSeconds) s_row();
        for (s_calls = 1; ;)
        {
            double took = Seconds(s_calls);
            if (took >= block / 2 || s_calls >= 1_000_000) return first;
            s_calls = Math.Max(s_calls + 1, (int)Math.Min(s_calls * 10.0, s_calls * block / Math.Max(took, 1e-9)));
        }
    }

    private static double Seconds(int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++) s_row();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
