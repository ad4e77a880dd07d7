using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace Lucid.Gpu.Tests.Metal;

/// <summary>Builds metal_double.c with the C compiler and talks to it.</summary>
public sealed unsafe class MetalDouble : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lucid-metal-double").FullName;
    private readonly nint _library;

    /// <summary>Compiles and loads the stand-in.</summary>
    public MetalDouble()
    {
        LibraryPath = Path.Combine(_folder, "metal_double.so");
        var start = new ProcessStartInfo("cc") { RedirectStandardError = true };
        foreach (string argument in new[] { "-shared", "-fPIC", "-O1", "-o", LibraryPath, Path.Combine(AppContext.BaseDirectory, "Metal", "metal_double.c") })
            start.ArgumentList.Add(argument);
        using Process compiler = Process.Start(start)!;
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        if (compiler.ExitCode != 0) throw new InvalidOperationException(errors);
        _library = NativeLibrary.Load(LibraryPath);
    }

    /// <summary>The stand-in for the runtime and the frameworks.</summary>
    public string LibraryPath { get; }

    private nint Export(string name) => NativeLibrary.GetExport(_library, name);

    /// <summary>What was encoded since the last clearing, one entry a line.</summary>
    public string[] Journal =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint>)Export("double_journal"))())!.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Empties the journal.</summary>
    public void Clear() => ((delegate* unmanaged[Cdecl]<void>)Export("double_clear"))();

    /// <summary>Objects of a class, or of all classes, that are alive.</summary>
    public long Live(string name = "")
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + "\0")) return ((delegate* unmanaged[Cdecl]<byte*, nint>)Export("double_live"))(text);
    }

    /// <summary>Autorelease pools that are open.</summary>
    public int Pools => ((delegate* unmanaged[Cdecl]<int>)Export("double_pools"))();

    /// <summary>Makes one kind of call fail, or none.</summary>
    public void Fail(string what)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(what + "\0")) ((delegate* unmanaged[Cdecl]<byte*, void>)Export("double_fail"))(text);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
