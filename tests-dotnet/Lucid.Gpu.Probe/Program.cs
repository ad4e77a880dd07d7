using System;
using System.Diagnostics;
using System.IO;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Probe;

/// <summary>probe check FILE... | probe coverage [-v] [-I FOLDER] PATH... | probe run [host|fast|cuda] [NAME] | probe time | probe fuzz SEED COUNT |
/// probe emit FOLDER | probe emitall FOLDER [compile] | probe cuda [corpus|leaks|speed|start|graph|blas|transfers]...</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string verb = arguments.Length > 0 ? arguments[0] : "run";
        return verb switch
        {
            "check" => Check(arguments[1..]),
            "coverage" => Coverage.Run(arguments[1..]),
            "fuzz" => Fuzzing.Run(int.Parse(arguments[1]), int.Parse(arguments[2])),
            "emit" => CudaProving.Emit(arguments[1]),
            "emitall" => CudaProving.EmitAll(arguments[1], arguments.Length > 2),
            "cuda" => CudaProving.Run(arguments[1..]),
            "time" => Timings.Run(arguments.Length > 1 ? arguments[1] : "host"),
            _ => Run(arguments.Length > 1 ? arguments[1] : "all", arguments.Length > 2 ? arguments[2] : null),
        };
    }

    private static int Check(string[] paths)
    {
        int failures = 0;
        foreach (string path in paths)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var source = new KernelSource(File.ReadAllText(path), Path.GetFileName(path),
                name => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null);
            KernelLibrary library = KernelLibrary.Compile(source);
            foreach (Diagnostic diagnostic in library.Diagnostics) Console.WriteLine(diagnostic);
            Console.WriteLine($"{path}: {(library.Succeeded ? "ok" : "failed")}, kernels: {string.Join(", ", library.KernelNames)}");
            if (!library.Succeeded) failures++;
        }
        return failures;
    }

    private static int Run(string which, string? name)
    {
        int failures = 0;
        if (which is "all" or "host") failures += RunOn(new HostDevice(), "host, checked", name);
        if (which is "all" or "fast") failures += RunOn(new HostDevice(new HostOptions(Checked: false)), "host, unchecked", name);
        if (which is "cuda") failures += CudaProving.Corpus(name);
        return failures;
    }

    internal static int RunOn(IDevice device, string label, string? name)
    {
        int passed = 0, failed = 0;
        var watch = Stopwatch.StartNew();
        using (device)
        using (var runner = new KernelRunner(device))
            foreach (KernelCase one in KernelCase.All)
            {
                if (name is not null && one.Name != name) continue;
                try
                {
                    one.Verify(runner);
                    passed++;
                }
                catch (Exception error)
                {
                    failed++;
                    Console.WriteLine($"FAIL {label} {one.Name}: {(error is LucidException or InvalidOperationException ? error.Message : error)}");
                }
            }
        Console.WriteLine($"{label} ({device.Name}): {passed} passed, {failed} failed, {watch.ElapsedMilliseconds} ms");
        return failed;
    }
}
