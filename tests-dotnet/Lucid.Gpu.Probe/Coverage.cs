using System;
using System.Collections.Generic;
using System.IO;
using Lucid.Gpu.Drivers;
using Lucid.Gpu.Drivers.Host;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Preprocessor;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Probe;

/// <summary>
/// Takes .metal files, or folders of them, and prints how many of their kernels parse and check, and how many of those the
/// Host driver can run. <c>-I FOLDER</c> adds a folder for includes, <c>-D NAME=BODY</c> a macro, <c>-v</c> prints the diagnostics.
/// </summary>
internal static class Coverage
{
    private readonly record struct Counts(int Kernels, int Checked, int Lowered)
    {
        public static Counts operator +(Counts a, Counts b) => new(a.Kernels + b.Kernels, a.Checked + b.Checked, a.Lowered + b.Lowered);

        public override string ToString() =>
            $"{Checked,5} of {Kernels,5} kernels check ({Percent(Checked):0.0} %), {Lowered,5} run on Host ({Percent(Lowered):0.0} %)";

        private double Percent(int part) => Kernels == 0 ? 100 : 100.0 * part / Kernels;
    }

    public static int Run(string[] arguments)
    {
        var paths = new List<string>();
        var folders = new List<string>();
        var defines = new Dictionary<string, string>();
        var limit = 0;
        for (int i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "-I" when i + 1 < arguments.Length: folders.Add(arguments[++i]); break;
                case "-D" when i + 1 < arguments.Length:
                    string[] parts = arguments[++i].Split('=', 2);
                    defines[parts[0]] = parts.Length > 1 ? parts[1] : "1";
                    break;
                case "-v": limit = 15; break;
                case "-vv": limit = int.MaxValue; break;
                default: paths.Add(arguments[i]); break;
            }
        Counts total = default;
        foreach (string path in paths)
        {
            IEnumerable<string> files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.metal", SearchOption.AllDirectories) : [path];
            foreach (string file in files) total += Survey(IncludeFolders.Load(file, folders) with { Defines = defines }, file, limit);
        }
        Console.WriteLine($"{total}  total");
        return 0;
    }

    private static Counts Survey(KernelSource source, string file, int limit)
    {
        KernelLibrary library = KernelLibrary.Survey(source);
        int shown = 0;
        foreach (Diagnostic diagnostic in library.Diagnostics)
            if (diagnostic.Severity == DiagnosticSeverity.Error && shown++ < limit) Console.WriteLine(diagnostic);
        var broken = new HashSet<string>(library.BrokenKernels);
        var sound = new List<string>();
        foreach (string name in library.KernelNames)
            if (!broken.Contains(name)) sound.Add(name);
        int lowered = 0;
        var reasons = new Dictionary<string, int>();
        foreach (string name in sound)
        {
            string? reason = HostDevice.WhyNotLowered(library, name);
            if (reason is null) lowered++;
            else reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
        }
        if (limit > 0)
            foreach (var (reason, count) in reasons) Console.WriteLine($"not on Host, {count} kernels: {reason}");
        var counts = new Counts(sound.Count + library.BrokenKernels.Count, sound.Count, lowered);
        Console.WriteLine($"{counts}  {file}");
        return counts;
    }
}
