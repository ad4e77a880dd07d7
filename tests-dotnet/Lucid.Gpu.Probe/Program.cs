using System;
using System.IO;
using Lucid.Gpu.Msl;
using Lucid.Gpu.Msl.Text;

namespace Lucid.Gpu.Probe;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        int failures = 0;
        foreach (string path in arguments)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            var source = new KernelSource(File.ReadAllText(path), Path.GetFileName(path), name => File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null);
            KernelLibrary library = KernelLibrary.Compile(source);
            foreach (Diagnostic diagnostic in library.Diagnostics) Console.WriteLine(diagnostic);
            Console.WriteLine($"{path}: {(library.Succeeded ? "ok" : "failed")}, kernels: {string.Join(", ", library.KernelNames)}");
            if (!library.Succeeded) failures++;
        }
        return failures;
    }
}
