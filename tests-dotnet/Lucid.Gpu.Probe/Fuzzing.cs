using System;
using System.Diagnostics;
using System.IO;
using Lucid.Gpu.Corpus;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;

namespace Lucid.Gpu.Probe;

/// <summary>Compiles and lowers mutated kernels; prints crashes and anything slow.</summary>
internal static class Fuzzing
{
    public static int Run(int seed, int count)
    {
        var mutator = new SourceMutator(seed);
        int accepted = 0, crashes = 0;
        using var device = new HostDevice();
        for (int i = 0; i < count; i++)
        {
            string source = mutator.Next();
            var watch = Stopwatch.StartNew();
            try
            {
                KernelLibrary library = KernelLibrary.Compile(new KernelSource(source));
                foreach (var diagnostic in library.Diagnostics)
                    if (diagnostic.Message.StartsWith("internal")) throw new InvalidOperationException(diagnostic.Message);
                if (library.Succeeded)
                {
                    accepted++;
                    using IProgram program = device.Compile(new KernelSource(source));
                    foreach (string name in program.KernelNames)
                        try { program.Kernel(name).Dispose(); }
                        catch (KernelCompileException) { }
                }
            }
            catch (Exception error)
            {
                crashes++;
                if (crashes <= 20) Console.WriteLine($"#{i}: {error}\n----\n{source}\n----");
            }
            if (watch.ElapsedMilliseconds > 2000)
            {
                Console.WriteLine($"#{i}: {watch.ElapsedMilliseconds} ms");
                File.WriteAllText(Path.Combine(Path.GetTempPath(), $"slow-{seed}-{i}.metal"), source);
            }
        }
        Console.WriteLine($"{count} programs, {accepted} accepted, {crashes} crashes");
        return crashes;
    }
}
