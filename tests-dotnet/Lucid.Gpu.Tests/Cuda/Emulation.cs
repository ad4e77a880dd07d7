using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Lucid.Gpu.Drivers.Cuda;

namespace Lucid.Gpu.Tests.Cuda;

/// <summary>
/// A CUDA driver and an NVRTC of the tests' own, built from the sources beside this file: emitted kernels are compiled by g++ and
/// their threads run as fibers. Where there is no g++ there is no emulation.
/// </summary>
internal static unsafe class Emulation
{
    private static readonly Lazy<string?> s_folder = new(Build);

    /// <summary>Where the libraries are; null where they cannot be built.</summary>
    public static string? Folder => s_folder.Value;

    private static string Driver => Path.Combine(Folder!, "libcuda-emulated.so");

    private static string Compiler => Path.Combine(Folder!, "libnvrtc-emulated.so");

    /// <summary>Opens the emulated GPU.</summary>
    public static CudaDevice Open(string cache = "") =>
        CudaDevice.TryOpen(out string reason, new CudaOptions(Driver, Compiler, CacheFolder: cache)) ?? throw new InvalidOperationException(reason);

    /// <summary>The options of the emulated GPU without a compiler.</summary>
    public static CudaOptions WithoutCompiler => new(Driver, Path.Combine(Folder!, "no-such-library.so"), CacheFolder: "");

    /// <summary>Lets a later call of the driver fail with a code, after some that succeed.</summary>
    public static void Fail(string call, int code, int after = 0)
    {
        var fail = (delegate* unmanaged<byte*, int, int, void>)NativeLibrary.GetExport(NativeLibrary.Load(Driver), "lucid_fail");
        fixed (byte* name = Encoding.UTF8.GetBytes(call + "\0")) fail(name, after, code);
    }

    /// <summary>How many objects of a kind the driver holds.</summary>
    public static int Live(string kind)
    {
        var live = (delegate* unmanaged<byte*, int>)NativeLibrary.GetExport(NativeLibrary.Load(Driver), "lucid_live");
        fixed (byte* name = Encoding.UTF8.GetBytes(kind + "\0")) return live(name);
    }

    /// <summary>How often the compiler was run.</summary>
    public static int Compilations => ((delegate* unmanaged<int>)NativeLibrary.GetExport(NativeLibrary.Load(Compiler), "lucid_compilations"))();

    private static string? Build() => BuildFrom();

    private static string? BuildFrom([CallerFilePath] string here = "")
    {
        string sources = Path.Combine(Path.GetDirectoryName(here)!, "Emulation");
        if (!OperatingSystem.IsLinux() || !Directory.Exists(sources) || !Run("g++", "--version")) return null;
        string folder = Directory.CreateTempSubdirectory("lucid-emulation-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Environment.SetEnvironmentVariable("LUCID_EMULATION_HEADER", Path.Combine(sources, "emulation.h"));
        setenv("LUCID_EMULATION_HEADER", Path.Combine(sources, "emulation.h"), 1);
        foreach (var (source, library) in new[] { ("driver.cpp", "libcuda-emulated.so"), ("compiler.cpp", "libnvrtc-emulated.so") })
            if (!Run("g++", $"-std=c++17 -O1 -fPIC -shared -o {Path.Combine(folder, library)} {Path.Combine(sources, source)} -ldl"))
                throw new InvalidOperationException($"{source} does not compile");
        return folder;
    }

    // .NET keeps its own copy of the environment; the library reads the process's.
    [DllImport("libc", CharSet = CharSet.Ansi)]
    private static extern int setenv(string name, string value, int overwrite);

    private static bool Run(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEndAsync();
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) Trace.WriteLine(errors);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
