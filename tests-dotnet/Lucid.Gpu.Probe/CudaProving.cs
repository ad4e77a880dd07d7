using System;
using System.Collections.Generic;
using System.IO;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Cuda;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Probe;

/// <summary>Shows the CUDA driver at work: the corpus as CUDA C++, on a GPU, and its times beside what they are measured against.</summary>
internal static partial class CudaProving
{
    /// <summary>Libraries named by the environment, for machines without a GPU: the emulation that the tests build.</summary>
    private static CudaOptions Options => new(Environment.GetEnvironmentVariable("LUCID_PROBE_DRIVER"), Environment.GetEnvironmentVariable("LUCID_PROBE_COMPILER"));

    private static CudaDevice Open() => CudaDevice.TryOpen(out string reason, Options) ?? throw new InvalidOperationException(reason);

    /// <summary>Writes every kernel of the corpus as CUDA C++ into a folder.</summary>
    public static int Emit(string folder)
    {
        Directory.CreateDirectory(folder);
        int failures = 0;
        foreach (string file in KernelRunner.Files)
        {
            KernelLibrary library = KernelLibrary.Compile(new KernelSource(KernelRunner.Source(file), file));
            foreach (string kernel in library.KernelNames)
                try
                {
                    var constants = new Dictionary<int, object> { [0] = true, [1] = 3 };
                    File.WriteAllText(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file)}.{kernel}.cu"), CudaSource.Emit(library, kernel, constants));
                }
                catch (LucidException error)
                {
                    failures++;
                    Console.WriteLine($"{file} {kernel}: {error.Message}");
                }
        }
        return failures;
    }

    /// <summary>Emits, and with a device compiles, every kernel of the .metal files in a folder; prints how many have a CUDA form.</summary>
    public static int EmitAll(string folder, bool compile)
    {
        using CudaDevice? device = compile ? Open() : null;
        int kernels = 0, failed = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*.metal", SearchOption.AllDirectories))
        {
            string here = Path.GetDirectoryName(path)!;
            KernelLibrary library = KernelLibrary.Compile(new KernelSource(File.ReadAllText(path), Path.GetFileName(path), name => Included(folder, here, name)));
            if (!library.Succeeded) { Console.WriteLine($"{path}: the front end refuses it"); continue; }
            var constants = new Dictionary<int, object>();
            for (int i = 0; i < 1200; i++) constants[i] = 1;
            int before = failed, count = 0;
            foreach (string kernel in library.KernelNames)
            {
                // Instantiations of one template are alike: some of each file will do.
                if (compile && count >= 40) break;
                count++;
                kernels++;
                try
                {
                    if (device is null) CudaSource.Emit(library, kernel, constants);
                    else device.CompileOnly(library, kernel, constants);
                }
                catch (LucidException error)
                {
                    failed++;
                    if (failed - before <= 3) Console.WriteLine($"FAIL {Path.GetFileName(path)} {kernel}: {error.Message}");
                }
            }
            Console.WriteLine($"{path}: {count - failed + before} of {count}");
        }
        Console.WriteLine($"{kernels - failed} of {kernels} kernels have a CUDA form");
        return 0;
    }

    private static string? Included(string root, string here, string name)
    {
        foreach (string folder in new[] { here, root, Path.GetDirectoryName(here)! })
            if (File.Exists(Path.Combine(folder, name))) return File.ReadAllText(Path.Combine(folder, name));
        return null;
    }

    /// <summary>Runs the corpus on the GPU.</summary>
    public static int Corpus(string? name)
    {
        using CudaDevice device = Open();
        int failures = Program.RunOn(device, "cuda", name);
        Console.WriteLine($"compiled: {device.CompileCounts}");
        return failures;
    }

    public static int Run(string[] what)
    {
        int failures = 0;
        if (what.Length == 0) what = ["corpus"];
        foreach (string one in what)
            failures += one switch
            {
                "corpus" => Corpus(null),
                "leaks" => Leaks(),
                "speed" => Speed(),
                "graph" => GraphReplay(),
                "start" => Start(),
                "blas" => Blas(),
                "convolution" => Convolution(),
                "transfers" => Transfers(),
                _ => throw new ArgumentException($"unknown: {one}"),
            };
        return failures;
    }
}
