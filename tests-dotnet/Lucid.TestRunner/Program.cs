using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Lucid.TestRunner;

/// <summary>
/// Runs the kernel tests in its own process, without the test platform's server: what an emulator, or a machine with nothing
/// installed, can run from a self-contained folder. Arguments: parts of test names; those that contain one of them run. With
/// --part K/N, every N-th of them from the K-th on: the N parts can run side by side.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        (string[] names, int part, int parts) = Read(arguments);
        Console.WriteLine($"{RuntimeInformation.ProcessArchitecture}, vectors of {8 * System.Numerics.Vector<byte>.Count} bits, "
            + $"{Environment.ProcessorCount} processors");
        var watch = Stopwatch.StartNew();
        using var framework = new XunitTestFramework(new Messages(null));
        using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(Assembly.Load("Lucid.Cpu.Tests")));
        var options = new Options();
        using var discovery = new Messages(watch);
        discoverer.Find(includeSourceInformation: false, discovery, options);
        discovery.Finished.WaitOne();
        ITestCase[] cases = [.. discovery.Cases.Where(one => names.Length == 0 || names.Any(one.DisplayName.Contains))
            .OrderBy(one => one.DisplayName, StringComparer.Ordinal).Where((_, position) => position % parts == part)];
        using ITestFrameworkExecutor executor = framework.GetExecutor(new AssemblyName("Lucid.Cpu.Tests"));
        using var results = new Messages(watch);
        executor.RunTests(cases, results, options);
        results.Finished.WaitOne();
        Console.WriteLine($"Failed: {results.Failed}, Passed: {results.Passed}, Skipped: {results.Skipped}, {watch.Elapsed.TotalSeconds:0} s");
        return results.Failed == 0 && results.Passed > 0 ? 0 : 1;
    }

    private static (string[] Names, int Part, int Parts) Read(string[] arguments)
    {
        int option = Array.IndexOf(arguments, "--part");
        if (option < 0)
        {
            return (arguments, 0, 1);
        }
        string text = option + 1 < arguments.Length ? arguments[option + 1] : "";
        int[] share = [.. text.Split('/').Select(word => int.TryParse(word, out int number) ? number : 0)];
        if (share is not [int part, int parts] || part < 1 || part > parts)
        {
            throw new ArgumentException("--part takes K/N with 1 <= K <= N, such as --part 1/2");
        }
        return ([.. arguments[..option], .. arguments[(option + 2)..]], part - 1, parts);
    }

    /// <summary>One collection at a time: tests set the thread count, and an emulator has no cores to spare.</summary>
    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new() { ["xunit.execution.DisableParallelization"] = true };

        public TValue? GetValue<TValue>(string name) => _values.TryGetValue(name, out object? value) && value is TValue found ? found : default;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }

    private sealed class Messages(Stopwatch? watch) : IMessageSink, IDisposable
    {
        private const long ShowEvery = 30;

        private long _shown;

        internal ManualResetEvent Finished { get; } = new(false);

        internal List<ITestCase> Cases { get; } = [];

        internal int Passed { get; private set; }

        internal int Failed { get; private set; }

        internal int Skipped { get; private set; }

        public void Dispose() => Finished.Dispose();

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestCaseDiscoveryMessage found: Cases.Add(found.TestCase); break;
                case ITestPassed: Passed++; break;
                case ITestSkipped: Skipped++; break;
                case ITestFailed failed:
                    Failed++;
                    Console.WriteLine($"FAILED {failed.Test.DisplayName}: {string.Join(Environment.NewLine, failed.Messages)}");
                    Console.WriteLine(failed.StackTraces.FirstOrDefault());
                    break;
                case IErrorMessage error:
                    Failed++;
                    Console.WriteLine($"FAILED {string.Join(Environment.NewLine, error.Messages)}");
                    break;
                case IDiscoveryCompleteMessage or ITestAssemblyFinished: Finished.Set(); break;
            }
            if (watch is not null && watch.ElapsedMilliseconds / 1000 >= _shown + ShowEvery)
            {
                _shown = watch.ElapsedMilliseconds / 1000;
                Console.WriteLine($"{_shown,6} s: {Passed} passed, {Failed} failed");
            }
            return true;
        }
    }
}
